import { close, getRow, undo } from './api.js';
import { writeAddress } from './address.js';
import { DecisionWriter } from './decisions.js';
import { byId, count } from './dom.js';
import { mend, say, warn } from './status.js';
import { summarize } from './verdict.js';
import { RowWindows } from './windows.js';

const done = { Accepted: 'accepted', Rejected: 'rejected', Edited: 'edited', Undecided: 'undecided again' };

/** What is filtered, selected and decided. A decision is shown only after the server has it on the disk. */
export class Review {
    #list;
    #detail;
    #editor;
    #filters;
    #counts;
    #filter = {};
    #windows = null;
    #opening = null; // The rows that take their place once the first are here.
    #place = -1;
    #row = null; // The row that is shown.
    #loading = null;
    #deciding = false; // Whether a decision on the row that is shown is being written.
    #writer = new DecisionWriter((row, { decision }) => this.#decided(row, decision));
    #ended = false;

    /** Connects it to what shows the list, the row, the edit, the filters and the counts. */
    connect({ list, detail, editor, filters, counts }) {
        this.#list = list;
        this.#detail = detail;
        this.#editor = editor;
        this.#filters = filters;
        this.#counts = counts;
    }

    /** Shows the rows that match a filter, at a row of the dataset if it is among them. */
    async open(filter, row = null) {
        if (!this.#mayLeave()) {
            this.#filters.set(this.#filter);
            return;
        }

        const changed = JSON.stringify(filter) !== JSON.stringify(this.#filter);
        this.#filter = filter;
        await this.#renew(windows => row === null ? windows.openAtPlace(0) : windows.openAtRow(row), true);
        if (changed)
            say(byId('count').textContent);
    }

    /** Moves by a number of rows. */
    move(by) {
        this.goTo(this.#place + by);
    }

    /** Goes to a place among the matches; Infinity is the last one. */
    goTo(place) {
        const total = this.#windows?.total ?? 0;
        const next = Math.max(0, Math.min(total - 1, place));
        if (total === 0 || next === this.#place || !this.#mayLeave())
            return;
        this.#select(next);
    }

    /** Accepts or rejects the row that is shown, and goes on to the next. */
    async decide(decision) {
        const row = this.#row;
        if (row === null || this.#deciding || !this.#mayLeave())
            return;
        // An edit is an acceptance already; the line of a bare acceptance would put the row from before in its place.
        if (decision === 'Accepted' && row.decision === 'Edited') {
            say(`Row ${row.row + 1} stays accepted as edited.`);
            this.move(1);
            return;
        }

        await this.#decideOn(row, { row: row.row, decision, note: this.#noteOf(row) });
    }

    /** Saves an edited line. Returns why it was refused, or null. */
    async saveEdit(row, line) {
        try {
            const { verdict } = await this.#writer.write(row, { row: row.row, decision: 'Edited', line, note: this.#noteOf(row) }, null);
            say(`Row ${row.row + 1} edited: ${summarize(verdict)}. u takes it back.`);
        } catch (error) {
            return error.message;
        }

        await this.#renew(windows => windows.openAtRow(row.row));
        return null;
    }

    /** Saves the note beside the decision as it is. */
    saveNote() {
        const row = this.#row, note = byId('note').value;
        if (row !== null && note !== (row.note ?? ''))
            this.#saveNoteOn(row, { row: row.row, decision: row.decision, note, ...(row.decision === 'Edited' ? { line: row.line } : {}) });
    }

    /** Takes the last decision back, and shows its row. */
    async undo() {
        if (this.#deciding || !this.#mayLeave())
            return;
        this.#deciding = true;
        try {
            await this.#writer.idle;
            const { row, decision } = await undo();
            mend('decision');
            this.#countAgain();
            const place = await this.#renew(windows => windows.openAtRow(row));
            say(`Row ${row + 1} is ${decision === 'Undecided' ? 'undecided again' : `${done[decision]} as before`}.${place === null ? ' It is not among the rows shown.' : ''}`);
        } catch (error) {
            if (error.status === 404)
                say(error.message);
            else
                warn('decision', `Nothing was taken back: ${error.message}`, () => this.undo());
        } finally {
            this.#deciding = false;
        }
    }

    // Sent with a decision where there is one, or where one goes.
    #noteOf(row) {
        return byId('note').value || (row.note ? '' : undefined);
    }

    async #decideOn(row, decision) {
        this.#deciding = true;
        try {
            await this.#writer.write(row, decision, () => this.#decideOn(row, decision));
        } catch {
            return; // It is shown, and can be tried again.
        } finally {
            this.#deciding = false;
        }

        say(`Row ${row.row + 1} ${done[decision.decision]}. u takes it back.`);
        // Another row may be shown by now.
        if (this.#row !== row)
            return;
        if (this.#filter.decision && this.#filter.decision !== decision.decision)
            await this.#renew(windows => windows.openAtPlace(this.#place));
        else if (this.#place + 1 < this.#windows.total)
            this.#select(this.#place + 1);
        else
            this.#load(true);
    }

    async #saveNoteOn(row, decision) {
        try {
            await this.#writer.write(row, decision, () => this.#saveNoteOn(row, decision));
        } catch {
            return; // As above.
        }

        row.note = decision.note;
        say(`Note on row ${row.row + 1} saved.`);
    }

    #decided(row, decision) {
        this.#windows.patch(row.id, { decision });
        this.#list.show();
        this.#countAgain();
    }

    // A fault of this alone is not worth words: the next decision counts again.
    #countAgain() {
        this.#counts.show().catch(() => {});
    }

    /** Puts the cursor into the note. */
    note() {
        if (this.#row !== null)
            byId('note').focus();
    }

    edit() {
        if (this.#row !== null && !this.#editor.isOpen)
            this.#editor.open(this.#row);
    }

    goToEvidence() {
        if (!this.#detail.goToEvidence())
            say('The row has no evidence in a page that is here.');
    }

    /** Rows have come: what waits for them is brought up to date. */
    rowsCame() {
        this.#list.show();
        if (this.#row?.row !== this.#windows.at(this.#place)?.row)
            this.#load();
    }

    /** Ends the command and the page. */
    async end() {
        if (!this.#mayLeave())
            return false;
        try {
            await close();
        } catch (error) {
            warn('end', `The review could not be ended: ${error.message}`);
            return false;
        }

        this.#ended = true;
        return true;
    }

    /** The server is gone. */
    lost() {
        if (!this.#ended)
            warn('lost', 'SynthGen has ended or does not answer. The decisions shown as made are on the disk. Start Show-ToolDataset again to go on.');
    }

    found() {
        mend('lost');
    }

    #mayLeave() {
        if (this.#editor.isChanged) {
            say('Save the edit with Ctrl+Enter, or leave it with Esc, first.');
            return false;
        }

        if (this.#editor.isOpen)
            this.#editor.leave();
        return true;
    }

    // Reads the matches anew. `open` reads the first rows needed and gives the place to select, or null to keep the present one.
    async #renew(open, fromTop = false) {
        const windows = new RowWindows(this.#filter, () => this.rowsCame(), error => this.#rowsFailed(error));
        this.#opening?.end();
        this.#opening = windows;
        let place;
        try {
            place = await open(windows);
        } catch (error) {
            if (this.#opening === windows)
                warn('rows', `The rows could not be read: ${error.message}`, () => this.#renew(open, fromTop));
            return null;
        }

        if (this.#opening !== windows)
            return null;
        mend('rows');
        this.#windows?.end();
        this.#windows = windows;
        this.#opening = null;
        this.#showTotal();
        if (fromTop)
            this.#list.setRows(windows);
        else
            this.#list.renewRows(windows);
        this.#select(Math.min(place ?? (fromTop ? 0 : this.#place), windows.total - 1));
        return place;
    }

    #showTotal() {
        const total = this.#windows.total, filtered = Object.keys(this.#filter).length > 0;
        byId('count').textContent = count(total, filtered ? 'row matches' : 'row', filtered ? 'rows match' : 'rows');
        byId('nothing').hidden = total > 0;
        byId('nothing').textContent = filtered ? 'No row matches. Clear the filters to see all.' : 'The dataset has no rows.';
    }

    #rowsFailed(error) {
        warn('rows', `Some rows could not be read: ${error.message}`, () => this.#list.show());
    }

    #select(place) {
        this.#place = place;
        this.#list.select(place);
        if (place < 0) {
            this.#row = null;
            this.#detail.clear();
            writeAddress(this.#filter, null);
        } else {
            this.#load(true);
        }
    }

    // Reads the selected row; one at a time, so that a key held down asks for few.
    async #load(again = false) {
        const wanted = this.#windows.at(this.#place);
        if (again)
            this.#row = null;
        if (!wanted || this.#loading)
            return;
        byId('detail').setAttribute('aria-busy', true);
        const loading = this.#loading = {};
        try {
            const row = await getRow(wanted.row);
            this.#loading = null;
            mend('row');
            if (this.#windows.at(this.#place)?.row !== wanted.row)
                return this.#load(true);
            this.#row = row;
            this.#detail.show(row);
            writeAddress(this.#filter, row.row);
        } catch (error) {
            if (this.#loading === loading)
                this.#loading = null;
            warn('row', `Row ${wanted.row + 1} could not be read: ${error.message}`, () => this.#load(true));
        } finally {
            if (this.#loading === null)
                byId('detail').removeAttribute('aria-busy');
        }
    }
}
