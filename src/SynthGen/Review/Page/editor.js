import { check } from './api.js';
import { byId, element } from './dom.js';
import { toLine, toText } from './line.js';
import { say } from './status.js';
import { summarize, verdictView } from './verdict.js';

const pause = 350; // ms of silence before a text is checked

/** Edits a row's line. The gates look at it while it is typed. */
export class Editor {
    #box = byId('editor');
    #row = null;
    #before = '';
    #text;
    #outcome;
    #saved;
    #left;
    #typing = 0;
    #checking = null;
    #leaving = false;

    /** `saved`: async, called with the row and its new line; returns an error's text or null. `left`: the editor has closed. */
    constructor(saved, left) {
        this.#saved = saved;
        this.#left = left;
        addEventListener('beforeunload', event => {
            if (this.isChanged)
                event.preventDefault();
        });
    }

    get isOpen() {
        return this.#row !== null;
    }

    get isChanged() {
        return this.isOpen && this.#text.value !== this.#before;
    }

    open(row) {
        this.#row = row;
        this.#before = toText(row.line);
        this.#leaving = false;
        this.#text = element('textarea', {
            id: 'edit-text', class: 'edit-text', spellcheck: 'false', autocomplete: 'off', 'aria-describedby': 'edit-help',
            input: () => this.#typed(), keydown: event => this.#pressed(event),
        });
        this.#text.value = this.#before;
        this.#outcome = element('div', { class: 'outcome', role: 'status', 'aria-label': 'Check of the edit' });
        this.#box.replaceChildren(
            element('label', { for: 'edit-text' }, `Row ${row.row + 1} as JSON`),
            element('p', { id: 'edit-help', class: 'muted' }, 'Id, offered tools, provenance and split stay. Evidence is found in the page.'),
            this.#text,
            element('div', { class: 'editor-buttons' },
                element('button', { type: 'button', class: 'primary', 'aria-keyshortcuts': 'Control+Enter', click: () => this.#save() }, 'Save ', element('kbd', {}, 'Ctrl'), ' ', element('kbd', {}, 'Enter')),
                element('button', { type: 'button', 'aria-keyshortcuts': 'Escape', click: () => this.leave() }, 'Leave ', element('kbd', {}, 'Esc')),
                element('button', { type: 'button', class: 'quiet', mousedown: event => event.preventDefault(), click: () => this.#quote() }, 'Use selected page text as evidence')),
            this.#outcome);
        this.#box.hidden = false;
        byId('row').hidden = true;
        this.#text.focus();
        this.#text.setSelectionRange(0, 0);
        this.#text.scrollTop = 0;
    }

    /** Closes it; a changed text only if asked twice. Returns whether it is closed. */
    leave() {
        if (this.isChanged && !this.#leaving) {
            this.#leaving = true;
            say('The edit is not saved. Esc once more discards it, Ctrl+Enter saves it.');
            this.#text.focus();
            return false;
        }

        if (this.isChanged)
            say('The edit was discarded.');
        this.#close();
        return true;
    }

    #close() {
        if (!this.isOpen)
            return;
        clearTimeout(this.#typing);
        this.#checking?.abort();
        this.#row = null;
        this.#box.hidden = true;
        this.#box.replaceChildren();
        byId('row').hidden = false;
        this.#left();
    }

    #pressed(event) {
        if (event.isComposing)
            return;
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            this.#save();
        } else if (event.key === 'Escape') {
            event.preventDefault();
            this.leave();
        }
    }

    #typed() {
        this.#leaving = false;
        clearTimeout(this.#typing);
        this.#typing = setTimeout(() => this.#check(), pause);
    }

    async #check() {
        const line = this.#read();
        if (line === null)
            return;
        this.#checking?.abort();
        const checking = this.#checking = new AbortController();
        try {
            const answer = await check(this.#row.row, line, checking.signal);
            if (!checking.signal.aborted)
                this.#show(answer.error, answer.verdict);
        } catch (error) {
            if (!checking.signal.aborted)
                this.#show(`The edit could not be checked: ${error.message}`);
        }
    }

    async #save() {
        clearTimeout(this.#typing);
        this.#checking?.abort();
        const line = this.#read();
        if (line === null)
            return;
        if (!this.isChanged) {
            say('Nothing was changed.');
            this.#close();
            return;
        }

        const written = this.#text.value;
        const fault = await this.#saved(this.#row, line);
        if (fault !== null)
            this.#show(fault);
        else if (this.isOpen && this.#text.value === written)
            this.#close();
    }

    // The line of the text; null, with the fault shown, where it is not JSON.
    #read() {
        try {
            return toLine(this.#text.value, this.#row.line, this.#row.pages);
        } catch (error) {
            this.#show(`This is not JSON: ${error.message}`);
            return null;
        }
    }

    #show(fault, verdict) {
        this.#outcome.classList.toggle('refused', Boolean(fault));
        this.#text.setAttribute('aria-invalid', Boolean(fault));
        this.#outcome.replaceChildren(...(fault
            ? [element('p', { class: 'fault' }, fault)]
            : [element('p', { class: 'outcome-head' }, verdict ? `Checked: ${summarize(verdict)}.` : 'A row. Without an index it is not tested.'), verdict ? verdictView(verdict, true) : '']));
    }

    // Puts what is selected in a page into the evidence of that page.
    #quote() {
        const selection = getSelection();
        const article = selection.anchorNode?.parentElement?.closest('.page');
        const quote = selection.toString();
        if (!article || quote.trim() === '' || !article.contains(selection.focusNode)) {
            say('Select a passage of the page first.');
            return;
        }

        const page = this.#row.pages[[...article.parentElement.querySelectorAll('.page')].indexOf(article)];
        let edited;
        try {
            edited = JSON.parse(this.#text.value);
        } catch (error) {
            this.#show(`This is not JSON: ${error.message}`);
            return;
        }

        const holder = Array.isArray(edited.pages) ? edited.pages.find(candidate => candidate.page === page.page) : edited;
        if (!holder)
            return;
        holder.evidence = { quote };
        this.#text.value = JSON.stringify(edited, null, 2);
        this.#text.focus();
        this.#typed();
    }
}
