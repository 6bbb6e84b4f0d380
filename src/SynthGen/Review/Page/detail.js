import { byId, element } from './dom.js';
import { PagesView } from './pages.js';
import { turnsView } from './turns.js';
import { summarize, verdictView } from './verdict.js';

/** One row, with all that speaks for and against it. */
export class RowDetail {
    #pages = new PagesView();

    /** Shows a row. */
    show(row) {
        byId('detail').hidden = false;
        byId('detail').dataset.decision = row.decision;
        byId('row-title').replaceChildren(`Row ${row.row + 1}`, decisionView(row));
        byId('row-about').replaceChildren(...aboutRow(row));
        byId('accept-button').setAttribute('aria-pressed', row.decision === 'Accepted');
        byId('reject-button').setAttribute('aria-pressed', row.decision === 'Rejected');
        byId('note').value = row.note ?? '';
        byId('row').replaceChildren(
            turnsView(row),
            part('Verdict', element('span', { class: row.verdict?.passed === false ? 'failed' : null }, summarize(row.verdict)), verdictView(row.verdict)),
            row.ranks.length > 0 ? part('The same words with both tools', row.contrast, ranksView(row.ranks)) : '',
            row.provenance ? part('Provenance', null, provenanceView(row)) : '',
            row.original ? element('details', { class: 'part' }, element('summary', {}, 'The row before the edit'), element('pre', { dir: 'auto' }, pretty(row.original))) : '');
        byId('row').scrollTop = 0;
        this.#pages.show(row.pages);
    }

    /** Shows that there is nothing to show. */
    clear() {
        byId('detail').hidden = true;
    }

    goToEvidence() {
        return this.#pages.goToEvidence();
    }
}

function decisionView(row) {
    const who = [row.reviewer && `by ${row.reviewer}`, row.decidedAt && new Date(row.decidedAt).toLocaleString()].filter(Boolean).join(', ');
    return element('span', { class: `decision ${row.decision.toLowerCase()}`, title: who || null }, row.decision);
}

function aboutRow(row) {
    const parts = [row.kind === 'Query' ? null : row.kind, row.contrast, row.difficulty, summarize(row.verdict), row.source, row.id];
    return parts.filter(Boolean).map(text => element('span', {}, text));
}

function part(title, aside, ...content) {
    return element('section', { class: 'part' }, element('h3', {}, title, aside && element('span', { class: 'aside' }, aside)), content);
}

function ranksView(ranks) {
    return element('table', { class: 'ranks' },
        element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'Tool'), element('th', { scope: 'col' }, 'Rank of the page'))),
        element('tbody', {}, ranks.map(({ tool, rank }) => element('tr', {},
            element('th', { scope: 'row' }, tool),
            element('td', {}, rank === null ? 'not found' : String(rank))))));
}

function provenanceView(row) {
    const entries = Object.entries(row.provenance);
    if (row.pair)
        entries.push(['pair', row.pair]);
    return element('dl', { class: 'facts' }, entries.map(([name, value]) => element('div', {},
        element('dt', {}, name.replaceAll('_', ' ')),
        element('dd', { dir: 'auto' }, typeof value === 'string' ? value : JSON.stringify(value)))));
}

function pretty(line) {
    try {
        return JSON.stringify(JSON.parse(line), null, 2);
    } catch {
        return line;
    }
}
