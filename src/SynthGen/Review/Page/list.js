import { element } from './dom.js';

const rowHeight = 4.75; // rem
const spare = 8;
// Browsers cannot lay out more than some 17 million pixels.
const mostHeight = 8_000_000;

const marks = { Undecided: '○', Accepted: '✓', Rejected: '✗', Edited: '✎' };

/** A list of which only the rows in view are elements. The element of the listbox keeps the focus. */
export class RowList {
    #box;
    #spacer = element('div', { class: 'spacer', role: 'presentation' });
    #items = [];
    #rows = null;
    #rowHeight = 1;
    #selected = -1;
    #queued = false;

    /** `choose`: called with a place that was clicked. */
    constructor(box, choose) {
        this.#box = box;
        box.append(this.#spacer);
        box.addEventListener('scroll', () => this.#queue(), { passive: true });
        new ResizeObserver(() => this.select(this.#selected)).observe(box);
        this.#spacer.addEventListener('click', event => {
            const item = event.target.closest('[role=option]');
            if (item)
                choose(Number(item.dataset.place));
        });
    }

    /** The number of whole rows in view. */
    get pageSize() {
        return Math.max(1, Math.floor(this.#box.clientHeight / this.#rowHeight));
    }

    /** Shows other rows, from the first one on. */
    setRows(rows) {
        this.#rows = rows;
        this.#box.scrollTop = 0;
        this.show();
    }

    /** Shows the same rows as they are now. */
    renewRows(rows) {
        this.#rows = rows;
        this.show();
    }

    /** Selects a place and brings it into view. */
    select(place) {
        this.#selected = place;
        this.show();
        if (place >= 0)
            this.#reveal(place);
    }

    /** Brings the elements up to date. */
    show() {
        if (!this.#rows)
            return;
        this.#measure();
        const total = this.#rows.total;
        const whole = total * this.#rowHeight, height = Math.min(whole, mostHeight);
        this.#spacer.style.height = `${height}px`;
        const visible = this.#box.clientHeight;
        const first = Math.max(0, Math.floor(this.#top() / this.#rowHeight) - spare);
        const last = Math.min(total - 1, Math.ceil((this.#top() + visible) / this.#rowHeight) + spare);
        if (last >= first && total > 0)
            this.#rows.want(first, last);
        this.#makeItems(Math.min(total, Math.ceil(visible / this.#rowHeight) + 2 * spare + 2));
        // An element keeps its row as long as that is in view.
        const used = this.#items.length;
        for (const item of this.#items)
            item.hidden = true;
        for (let place = first; place <= last && used > 0; place++)
            this.#fill(this.#items[place % used], place);
        this.#showActive();
    }

    // The first pixel in view of the whole list, of which the box may show a scaled-down height.
    #top() {
        const whole = this.#rows.total * this.#rowHeight, height = Math.min(whole, mostHeight), visible = this.#box.clientHeight;
        return height <= visible ? 0 : this.#box.scrollTop * (whole - visible) / (height - visible);
    }

    #reveal(place) {
        const whole = this.#rows.total * this.#rowHeight, height = Math.min(whole, mostHeight), visible = this.#box.clientHeight;
        const margin = visible > 4 * this.#rowHeight ? this.#rowHeight : 0; // The row after it is seen too.
        const above = place * this.#rowHeight - margin, below = above + this.#rowHeight + 2 * margin;
        const away = Math.max(this.#top() - above, below - this.#top() - visible);
        const top = away <= 0 ? null
            : away > visible ? (above + below - visible) / 2
            : above < this.#top() ? above : below - visible;
        if (top !== null && height > visible) {
            this.#box.scrollTop = top * (height - visible) / (whole - visible);
            this.show();
        }
    }

    // A row is as high as the reader's size of text asks for.
    #measure() {
        this.#rowHeight = rowHeight * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    }

    #makeItems(number) {
        while (this.#items.length < number) {
            const item = element('div', { role: 'option', class: 'item' },
                element('span', { class: 'mark', 'aria-hidden': 'true' }),
                element('span', { class: 'query', dir: 'auto' }),
                element('span', { class: 'about' }));
            this.#items.push(item);
            this.#spacer.append(item);
        }

        while (this.#items.length > number)
            this.#items.pop().remove();
    }

    #fill(item, place) {
        const row = this.#rows.at(place);
        item.hidden = false;
        item.id = `row-${place}`;
        item.dataset.place = place;
        item.style.height = `${this.#rowHeight}px`;
        item.style.transform = `translateY(${place * this.#rowHeight - this.#top() + this.#box.scrollTop}px)`;
        item.setAttribute('aria-setsize', this.#rows.total);
        item.setAttribute('aria-posinset', place + 1);
        item.setAttribute('aria-selected', place === this.#selected);
        item.classList.toggle('waiting', !row);
        item.dataset.decision = row?.decision ?? '';
        const [mark, query, about] = item.children;
        mark.textContent = row ? marks[row.decision] : '';
        query.textContent = row ? row.query || '(no query)' : '';
        about.textContent = row ? describe(row) : '';
    }

    #showActive() {
        const active = this.#items.find(item => !item.hidden && Number(item.dataset.place) === this.#selected);
        if (active)
            this.#box.setAttribute('aria-activedescendant', active.id);
        else
            this.#box.removeAttribute('aria-activedescendant');
    }

    #queue() {
        if (this.#queued)
            return;
        this.#queued = true;
        requestAnimationFrame(() => {
            this.#queued = false;
            this.show();
        });
    }
}

function describe(row) {
    return [
        row.decision === 'Undecided' ? null : row.decision,
        `${row.row + 1}`,
        row.kind === 'Query' ? null : row.kind,
        row.tool,
        row.page === null ? null : `page ${row.label ?? row.page}`,
        row.passed === false ? 'gate failed' : null,
        row.contrast,
        row.difficulty,
    ].filter(part => part !== null && part !== undefined && part !== '').join(' · ');
}
