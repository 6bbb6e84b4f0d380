import { byId, element } from './dom.js';
import { markText } from './marks.js';

/** The pages that a row comes from, with its evidence and the words of its calls marked. */
export class PagesView {
    #box = byId('pages');
    #marks = [];
    #next = 0;

    show(pages) {
        const marked = pages.some(page => page.text !== null);
        this.#box.replaceChildren(
            marked ? this.#legend() : '',
            ...pages.map(pageView),
            pages.length === 0 ? element('p', { class: 'muted' }, 'The row comes from no page.') : '');
        this.#box.scrollTop = 0;
        this.#marks = [...this.#box.querySelectorAll('mark.evidence')].filter(mark => mark.closest('.page'));
        this.#next = 0;
        this.#bring(this.#marks[0]);
    }

    /** Goes to the next passage of evidence. Returns whether there is one. */
    goToEvidence() {
        const mark = this.#marks[this.#next % this.#marks.length];
        if (!mark)
            return false;
        this.#next = (this.#next + 1) % this.#marks.length;
        this.#bring(mark);
        mark.tabIndex = -1;
        mark.focus({ preventScroll: true });
        mark.scrollIntoView({ block: 'center' });
        return true;
    }

    // Only the pane scrolls here: the page as a whole stays where the reader has it.
    #bring(mark) {
        if (mark)
            this.#box.scrollTop += mark.getBoundingClientRect().top - this.#box.getBoundingClientRect().top - this.#box.clientHeight / 3;
    }

    #legend() {
        return element('p', { class: 'legend' },
            element('mark', { class: 'evidence' }, 'evidence'), ' ',
            element('mark', { class: 'hit' }, 'words of the calls'), ' ',
            element('button', { type: 'button', class: 'quiet', 'aria-keyshortcuts': 'g', click: () => this.goToEvidence() }, 'Go to evidence ', element('kbd', {}, 'g')));
    }
}

function pageView(page) {
    return element('article', { class: 'page' },
        element('h3', {}, `Page ${page.label ?? page.page}`, page.source && element('span', { class: 'source' }, page.source)),
        page.text === null
            ? element('p', { class: 'muted' }, 'Its text is not here: no index that was given has this page.')
            : element('div', { class: isLaidOut(page.text) ? 'page-text laid-out' : 'page-text', dir: 'auto' }, markText(page.text, page.evidence, page.hits)));
}

// Columns and headings that are placed by spaces need letters of one width; prose reads better without.
const isLaidOut = text => (text.match(/^ {4,}\S|\S {3,}\S/gm)?.length ?? 0) * 8 > text.split('\n').length;
