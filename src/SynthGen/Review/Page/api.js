// The server's answers; docs/review.md describes what is written to the disk.

/** An answer that is an error. Its message is a sentence for the reader. */
export class RefusedError extends Error {
    constructor(status, id, message) {
        super(message);
        this.status = status;
        this.id = id;
    }
}

/** There was no answer: the process is gone, or hangs. */
export class LostError extends Error {}

const patience = 60_000;
const ended = new AbortController(), never = new Promise(() => {});

// Once the review has ended nothing is sent, and what is under way is not answered.
async function send(method, path, body, signal) {
    if (ended.signal.aborted)
        return never;
    const limit = AbortSignal.timeout(patience);
    let response, text;
    try {
        response = await fetch(path, {
            method,
            headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
            body: body === undefined ? undefined : JSON.stringify(body),
            signal: AbortSignal.any([limit, ended.signal, ...(signal ? [signal] : [])]),
        });
        text = await response.text();
    } catch (error) {
        if (ended.signal.aborted)
            return never;
        if (signal?.aborted)
            throw error;
        throw new LostError('SynthGen does not answer.');
    }

    const answer = read(text);
    if (!response.ok)
        throw new RefusedError(response.status, answer?.error ?? 'Refused', answer?.message ?? `SynthGen answered with status ${response.status}.`);
    return answer;
}

function read(text) {
    try {
        return text === '' ? null : JSON.parse(text);
    } catch {
        return null;
    }
}

/** Name, reviewer, number of rows, and the values of each filter with their counts. */
export const getDataset = () => send('GET', '/api/dataset');

/** Up to `size` rows that match, from a place among the matches on. `around`: a row whose place is wanted too. */
export function getRows(filter, offset, size, { around = null, signal } = {}) {
    const query = new URLSearchParams(filter);
    query.set('offset', offset);
    query.set('count', size);
    if (around !== null)
        query.set('around', around);
    return send('GET', `/api/rows?${query}`, undefined, signal);
}

/** All of one row. */
export const getRow = (row, signal) => send('GET', `/api/rows/${row}`, undefined, signal);

/** Makes a decision; it is on the disk when this returns. */
export const decide = decision => send('POST', '/api/decisions', decision);

/** Takes the last decision of this session back. */
export const undo = () => send('POST', '/api/undo', {});

/** Passes an edited line through the gates; nothing is written. */
export const check = (row, line, signal) => send('POST', '/api/check', { row, line }, signal);

/** Ends the command, and all requests. */
export async function close() {
    await send('POST', '/api/close', {});
    ended.abort();
}

/** Tells the server that the page is open, and the page whether the server is there. */
export function stayAlive(lost, found) {
    const source = new EventSource('/api/alive');
    source.onerror = lost;
    source.onopen = found;
    return () => source.close();
}
