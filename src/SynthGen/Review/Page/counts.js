import { getDataset } from './api.js';
import { byId, count } from './dom.js';

/** Shows how much is decided, in the head of the page and in the filters; as it is now each time it is asked. */
export class Counts {
    #filters;
    #last = Promise.resolve();

    constructor(filters) {
        this.#filters = filters;
    }

    /** Reads the counts, after those that were asked for before. */
    show() {
        const showing = this.#last.then(() => this.#show());
        this.#last = showing.catch(() => {});
        return showing;
    }

    async #show() {
        const dataset = await getDataset();
        const decided = dataset.facets.decision.filter(({ value, count: rows }) => value !== 'Undecided' && rows > 0);
        const sum = decided.reduce((all, { count: rows }) => all + rows, 0);
        byId('name').textContent = dataset.name;
        document.title = `${dataset.name} – review`;
        byId('progress').textContent = [
            `${sum.toLocaleString('en')} of ${count(dataset.rows, 'row')} decided`,
            ...decided.map(({ value, count: rows }) => `${rows.toLocaleString('en')} ${value.toLowerCase()}`),
            dataset.reviewer && `reviewer ${dataset.reviewer}`,
        ].filter(Boolean).join(' · ');
        this.#filters.setCounts(dataset.facets);
    }
}
