import { readAddress } from './address.js';
import { stayAlive } from './api.js';
import { Counts } from './counts.js';
import { RowDetail } from './detail.js';
import { byId, element } from './dom.js';
import { Editor } from './editor.js';
import { Filters } from './filters.js';
import { listen } from './keys.js';
import { RowList } from './list.js';
import { Review } from './review.js';
import { say, warn } from './status.js';

const review = new Review();
const box = byId('list'), note = byId('note'), help = byId('help');
const toList = () => box.focus({ preventScroll: true });
const list = new RowList(box, place => { review.goTo(place); toList(); });
const filters = new Filters(filter => review.open(filter), toList);
const editor = new Editor((row, line) => review.saveEdit(row, line), toList);
const counts = new Counts(filters);
review.connect({ list, detail: new RowDetail(), editor, filters, counts });

const moves = (by, repeats = true) => ({ run: () => review.move(by()), repeats });
const does = run => ({ run, repeats: false });
listen({
    j: moves(() => 1), ArrowDown: moves(() => 1),
    k: moves(() => -1), ArrowUp: moves(() => -1),
    PageDown: moves(() => list.pageSize), PageUp: moves(() => -list.pageSize),
    Home: does(() => review.goTo(0)), End: does(() => review.goTo(Infinity)),
    a: does(() => review.decide('Accepted')),
    r: does(() => review.decide('Rejected')),
    e: does(() => review.edit()),
    u: does(() => review.undo()),
    n: does(() => review.note()),
    g: does(() => review.goToEvidence()),
    '/': does(() => filters.search()),
    '?': does(() => help.showModal()),
}, box);

byId('accept-button').addEventListener('click', () => review.decide('Accepted'));
byId('reject-button').addEventListener('click', () => review.decide('Rejected'));
byId('edit-button').addEventListener('click', () => review.edit());
byId('undo-button').addEventListener('click', () => review.undo());
byId('help-button').addEventListener('click', () => help.showModal());

note.addEventListener('change', () => review.saveNote());
note.addEventListener('keydown', event => {
    if (event.isComposing || (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))))
        return;
    event.preventDefault();
    toList(); // Its change is saved as it is left.
});

addEventListener('hashchange', () => {
    const { filter, row } = readAddress();
    filters.set(filter);
    review.open(filter, row);
});

const leave = stayAlive(() => review.lost(), () => review.found());
byId('close-button').addEventListener('click', async () => {
    if (!await review.end())
        return;
    leave();
    // Answers that have just come still find their elements.
    for (const part of document.body.children)
        part.hidden = true;
    document.body.append(element('main', { class: 'ended' },
        element('h1', {}, 'The review has ended'),
        element('p', { role: 'status' }, 'All decisions are on the disk. This page can be closed.')));
});

async function start() {
    const { filter, row } = readAddress();
    filters.set(filter);
    try {
        await Promise.all([counts.show(), review.open(filter, row)]);
        toList();
        say('j next · k previous · a accept · r reject · e edit · u undo · ? all keys');
    } catch (error) {
        warn('start', `The dataset could not be read: ${error.message}`, start);
    }
}

start();
