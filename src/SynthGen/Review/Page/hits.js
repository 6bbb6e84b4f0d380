import { count, element } from './dom.js';

/** A list of found pages; those in `wanted` are the row's own. */
export function hitList(hits, wanted) {
    return element('ol', { class: 'hits' }, hits.map(hit => {
        const own = wanted.has(hit.page);
        return element('li', { class: own ? 'own' : null },
            element('span', { class: 'hit-page' }, `Page ${hit.label ?? hit.page}`, own && ' · the row’s page'),
            typeof hit.score === 'number' && element('span', { class: 'score' }, hit.score.toFixed(2)),
            element('span', { class: 'snippet', dir: 'auto' }, hit.snippet ?? ''));
    }));
}

/** A call: its tool, its arguments and, where it was run, what it found. */
export function callView(call, run, wanted) {
    return element('div', { class: 'call' },
        element('p', { class: 'call-head' }, element('span', { class: 'tool-name' }, call.name), run && wanted.size > 0 && rankView(run)),
        element('dl', { class: 'arguments' }, argumentsOf(call.arguments).map(([name, value]) => element('div', {},
            element('dt', {}, name),
            element('dd', { dir: 'auto' }, typeof value === 'string' ? value : JSON.stringify(value))))),
        run?.error && element('p', { class: 'fault' }, run.error),
        run?.hits?.length > 0 && element('details', {},
            element('summary', {}, count(run.hits.length, 'page found', 'pages found')),
            hitList(run.hits, wanted)));
}

const argumentsOf = value => value !== null && typeof value === 'object' ? Object.entries(value) : [['arguments', value]];

function rankView(run) {
    if (run.error)
        return null;
    return run.rank === null || run.rank === undefined
        ? element('span', { class: 'rank missed' }, run.hits?.length > 0 ? 'page not found' : 'nothing found')
        : element('span', { class: 'rank' }, `page at rank ${run.rank}`);
}
