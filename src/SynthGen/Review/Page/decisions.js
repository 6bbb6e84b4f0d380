import { decide, LostError } from './api.js';
import { mend, warn } from './status.js';

/** Writes decisions one after the other. */
export class DecisionWriter {
    #made;
    #last = Promise.resolve();

    /** `made`: called with a row and the server's answer once its decision is on the disk. */
    constructor(made) {
        this.#made = made;
    }

    /** Ends when all is written, or has failed. */
    get idle() {
        return this.#last;
    }

    /** Writes a decision on a row. Returns the answer, or throws with words to show. `retry`: what tries again; null if the caller shows the fault. */
    write(row, decision, retry) {
        const writing = this.#last.then(() => this.#write(row, decision, retry));
        this.#last = writing.catch(() => {});
        return writing;
    }

    async #write(row, decision, retry) {
        try {
            const answer = await decide(decision);
            mend('decision');
            mend('lost');
            this.#made(row, answer);
            return answer;
        } catch (error) {
            const gone = error instanceof LostError ? ' The decisions shown as made are on the disk.' : '';
            const fault = `The decision on row ${row.row + 1} was not saved: ${error.message}${gone}`;
            if (retry !== null)
                warn('decision', fault, retry);
            throw new Error(error.status === 422 ? error.message : fault);
        }
    }
}
