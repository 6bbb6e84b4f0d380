import { facets } from './address.js';
import { byId, element } from './dom.js';

const pause = 200; // ms of silence before a typed text is searched for

const words = { Passed: 'all passed', Untested: 'not tested' };
const wordOf = (facet, value) => facet === 'gate' ? words[value] ?? `${value} failed` : value;

/** The search and a select for each property that the dataset has. */
export class Filters {
    #text = byId('text');
    #clear = byId('clear-button');
    #box = byId('facets');
    #selects = new Map();
    #changed;
    #typing = 0;

    /** `changed`: called with the filter. `left`: the search was left for the list. */
    constructor(changed, left) {
        this.#changed = changed;
        for (const facet of facets) {
            const select = element('select', { id: `facet-${facet}`, change: () => this.#tell() });
            const label = element('label', { hidden: true }, element('span', {}, facet), select);
            this.#selects.set(facet, { select, label, values: [] });
            this.#box.append(label);
        }

        this.#text.addEventListener('input', () => {
            clearTimeout(this.#typing);
            this.#typing = setTimeout(() => this.#tell(), pause);
        });
        this.#text.addEventListener('keydown', event => {
            if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape'))
                return;
            // The browser's own Escape would clear the text.
            event.preventDefault();
            if (event.key === 'Enter')
                this.#tell();
            left();
        });
        this.#clear.addEventListener('click', () => {
            this.set({});
            this.#tell();
            left();
        });
        const button = byId('filters-button');
        button.addEventListener('click', () => button.setAttribute('aria-expanded', button.getAttribute('aria-expanded') !== 'true'));
    }

    /** Shows the values that the dataset has, with their counts. */
    setCounts(counts) {
        for (const [facet, entry] of this.#selects) {
            entry.values = counts[facet] ?? [];
            this.#fill(facet, entry, entry.select.value);
        }
    }

    /** Shows a filter. */
    set(filter) {
        this.#text.value = filter.text ?? '';
        for (const [facet, entry] of this.#selects)
            this.#fill(facet, entry, filter[facet] ?? '');
        this.#showClear();
    }

    /** Puts the cursor into the search. */
    search() {
        this.#text.focus();
        this.#text.select();
    }

    #fill(facet, { select, label, values }, chosen) {
        const options = [element('option', { value: '' }, 'any')];
        for (const { value, count } of values)
            options.push(element('option', { value }, `${wordOf(facet, value)} (${count.toLocaleString('en')})`));
        if (chosen !== '' && !values.some(({ value }) => value === chosen))
            options.push(element('option', { value: chosen }, `${wordOf(facet, chosen)} (0)`));
        select.replaceChildren(...options);
        select.value = chosen;
        select.classList.toggle('set', chosen !== '');
        label.hidden = options.length < 2;
    }

    #tell() {
        clearTimeout(this.#typing);
        const filter = {};
        for (const [facet, { select }] of this.#selects) {
            select.classList.toggle('set', select.value !== '');
            if (select.value !== '')
                filter[facet] = select.value;
        }

        if (this.#text.value.trim() !== '')
            filter.text = this.#text.value.trim();
        this.#showClear();
        this.#changed(filter);
    }

    #showClear() {
        this.#clear.hidden = this.#text.value.trim() === '' && [...this.#selects.values()].every(({ select }) => select.value === '');
    }
}
