import { element } from './dom.js';

const marks = { true: '✓', false: '✗', null: '–' };
const words = { true: 'passed', false: 'failed', null: 'not run' };

/** What a verdict says in a few words. */
export function summarize(verdict) {
    if (!verdict)
        return 'not tested';
    const failed = verdict.gates.filter(gate => gate.passed === false).map(gate => gate.gate);
    return failed.length > 0 ? `fails ${failed.join(', ')}` : verdict.passed ? 'passes all gates' : 'does not pass';
}

/** A verdict gate by gate, with the reasons of those that failed; of these alone if `failedOnly`. */
export function verdictView(verdict, failedOnly = false) {
    if (!verdict)
        return element('p', { class: 'muted' }, 'The row was not tested.');
    return element('ul', { class: 'gates' }, verdict.gates.filter(gate => !failedOnly || gate.passed === false).map(gate => {
        const passed = gate.passed ?? null;
        return element('li', { class: words[passed].replace(' ', '-') },
            element('span', { class: 'mark', 'aria-hidden': 'true' }, marks[passed]),
            element('span', { class: 'gate' }, gate.gate, element('span', { class: 'unseen' }, ` ${words[passed]}`)),
            gate.reason && element('span', { class: 'reason' }, gate.reason),
            gate.detail && element('span', { class: 'reason-detail', dir: 'auto' }, gate.detail));
    }));
}
