import { element } from './dom.js';

/** A page's text as nodes, with its evidence and the places of the searched words marked. */
export function markText(text, evidence, hits) {
    const inEvidence = cover(text.length, evidence), inHits = cover(text.length, hits);
    const nodes = [];
    let start = 0;
    while (start < text.length) {
        let end = start + 1;
        while (end < text.length && inEvidence[end] === inEvidence[start])
            end++;
        const parts = markHits(text, start, end, inHits);
        if (inEvidence[start])
            nodes.push(element('mark', { class: 'evidence' }, parts));
        else
            nodes.push(...parts);
        start = end;
    }

    return nodes;
}

function markHits(text, start, end, inHits) {
    const parts = [];
    while (start < end) {
        let next = start + 1;
        while (next < end && inHits[next] === inHits[start])
            next++;
        const part = text.slice(start, next);
        parts.push(inHits[start] ? element('mark', { class: 'hit' }, part) : part);
        start = next;
    }

    return parts;
}

// Which characters a range covers; ranges may overlap, and may end after the text.
function cover(length, ranges) {
    const covered = new Uint8Array(length);
    for (const range of ranges)
        covered.fill(1, range.start, range.start + range.length);
    return covered;
}
