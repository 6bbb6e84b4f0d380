import { count, element } from './dom.js';
import { callView, hitList } from './hits.js';

const roles = { user: 'User', assistant: 'Assistant', tool: 'Tool result', system: 'Instruction' };

/** A row's messages as turns, each call with what it finds. */
export function turnsView(row) {
    const wanted = new Set(row.pages.map(page => page.page));
    const runs = [...row.calls];
    const names = new Map();
    return element('ol', { class: 'turns' }, row.messages.map(message => {
        for (const call of message.calls)
            names.set(call.id, call.name);
        return element('li', { class: `turn ${message.role}` },
            element('h3', {}, roles[message.role] ?? message.role),
            message.role === 'tool' ? resultView(message, names.get(message.answers), wanted)
                : message.role === 'system' ? folded('Instruction', element('p', { class: 'said', dir: 'auto' }, message.text))
                : message.text && element('p', { class: 'said', dir: 'auto' }, message.text),
            message.calls.map(call => callView(call, runs.shift(), wanted)));
    }));
}

function resultView(message, tool, wanted) {
    const hits = readHits(message.text);
    const title = [tool ?? 'Result', hits ? count(hits.length, 'page') : count(message.text.length, 'character')].join(' · ');
    return folded(title, hits ? hitList(hits, wanted) : element('pre', { dir: 'auto' }, message.text));
}

const folded = (title, ...children) => element('details', {}, element('summary', {}, title), children);

// The result of a search is a list of pages; that of another tool may be anything.
function readHits(text) {
    try {
        const hits = JSON.parse(text);
        return Array.isArray(hits) && hits.every(hit => hit !== null && typeof hit === 'object' && 'page' in hit && typeof hit.snippet === 'string') ? hits : null;
    } catch {
        return null;
    }
}
