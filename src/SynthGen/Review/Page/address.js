// The filter and the row are in the address, so that a reload or a kept address shows the same.

export const facets = ['kind', 'tool', 'contrast', 'gate', 'difficulty', 'source', 'split', 'decision'];

/** The filter and the row of the address; row is null without one. */
export function readAddress() {
    const hash = new URLSearchParams(location.hash.slice(1));
    const filter = {};
    for (const name of [...facets, 'text']) {
        if (hash.get(name))
            filter[name] = hash.get(name);
    }

    const row = Number.parseInt(hash.get('row') ?? '', 10);
    return { filter, row: row >= 1 ? row - 1 : null };
}

/** Puts both into the address, without an entry in the browser's history for each row. */
export function writeAddress(filter, row) {
    const hash = new URLSearchParams(filter);
    if (row !== null)
        hash.set('row', row + 1);
    history.replaceState(null, '', `#${hash}`);
}
