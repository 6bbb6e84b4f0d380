import { getRows } from './api.js';

const size = 100;
const mostKept = 60;
const mostAsked = 2;

/** The rows that match a filter, read in windows of a hundred as they come into view. */
export class RowWindows {
    #filter;
    #changed;
    #failed;
    #kept = new Map();
    #asked = new Set();
    #ended = new AbortController();

    total = 0;

    /** `changed`: rows have come. `failed`: an error, and what tries again. */
    constructor(filter, changed, failed) {
        this.#filter = filter;
        this.#changed = changed;
        this.#failed = failed;
    }

    /** Reads the first window and that of a row; returns the row's place among the matches, or null. */
    async openAtRow(row) {
        const answer = await getRows(this.#filter, 0, size, { around: row, signal: this.#ended.signal });
        this.#keep(0, answer);
        const at = answer.at ?? null;
        if (at !== null && at >= size)
            await this.#read(Math.floor(at / size));
        return at;
    }

    /** Reads the window of a place; returns the place, or the last one if there are fewer matches. */
    async openAtPlace(place) {
        await this.#read(Math.floor(place / size));
        const last = Math.max(0, this.total - 1);
        if (place > last && Math.floor(last / size) !== Math.floor(place / size))
            await this.#read(Math.floor(last / size));
        return Math.min(place, last);
    }

    /** The row at a place, or undefined while it is not here. */
    at(place) {
        return this.#kept.get(Math.floor(place / size))?.[place % size];
    }

    /** Asks for what is missing of a range, two windows at a time: what was passed while scrolling is not asked for. */
    want(first, last) {
        for (let window = Math.floor(first / size); window <= Math.floor(last / size); window++) {
            if (!this.#kept.has(window) && !this.#asked.has(window) && this.#asked.size < mostAsked)
                this.#read(window).then(() => this.#changed(), error => this.#report(error));
        }
    }

    /** Changes a row wherever it is here: a dataset may have it twice. */
    patch(id, change) {
        for (const rows of this.#kept.values()) {
            for (const row of rows) {
                if (row.id === id)
                    Object.assign(row, change);
            }
        }
    }

    /** Ends all requests. */
    end() {
        this.#ended.abort();
    }

    #read(window) {
        const reading = getRows(this.#filter, window * size, size, { signal: this.#ended.signal })
            .then(answer => this.#keep(window, answer))
            .finally(() => this.#asked.delete(window));
        this.#asked.add(window);
        return reading;
    }

    #keep(window, answer) {
        this.total = answer.total;
        this.#kept.delete(window);
        this.#kept.set(window, answer.rows);
        if (this.#kept.size > mostKept)
            this.#kept.delete(this.#kept.keys().next().value);
    }

    #report(error) {
        if (!this.#ended.signal.aborted)
            this.#failed(error);
    }
}
