import { byId, element } from './dom.js';

const faults = new Map();

/** Tells, on the screen and to a screen reader, that something was done. */
export function say(text) {
    byId('status').textContent = text;
}

/** Shows a fault until it is mended. `retry`: what tries again, if anything can. */
export function warn(name, text, retry = null) {
    faults.set(name, { text, retry });
    show();
}

/** Takes a fault away. */
export function mend(name) {
    if (faults.delete(name))
        show();
}

function show() {
    const box = byId('alert');
    box.replaceChildren(...[...faults].map(([name, { text, retry }]) => element('p', {},
        element('span', {}, text),
        retry && element('button', { type: 'button', click: () => { mend(name); retry(); } }, 'Try again'))));
    box.hidden = faults.size === 0;
}
