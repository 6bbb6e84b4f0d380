// A row's line as text to edit, and back. What the run noted about the row is not shown, and stays.

const kept = ['id', 'label', 'ordinal', 'pair_id', 'available_tools', 'provenance', 'verdict', 'split'];
const derived = ['query', 'tools', 'page']; // A conversation's line has them from its messages and pages.

// Numbers stay as they are written, where the browser can do that.
const exact = (key, value, context) =>
    typeof value === 'number' && context?.source !== undefined && String(value) !== context.source && JSON.rawJSON ? JSON.rawJSON(context.source) : value;

const isHidden = (line, key) => kept.includes(key) || ('messages' in line && derived.includes(key));

/** The parts of a line that a reviewer edits, as indented JSON. */
export function toText(line) {
    const row = JSON.parse(line, exact);
    const shown = Object.fromEntries(Object.entries(row).filter(([key]) => !isHidden(row, key)));
    for (const holder of evidenceHolders(shown))
        holder.evidence = { quote: holder.evidence.quote };
    for (const call of callsOf(shown))
        call.arguments = unfold(call.arguments);
    return JSON.stringify(shown, null, 2);
}

/**
 * The line that an edited text stands for. `pages`: the row's pages, in which a changed quote is located.
 * Throws a SyntaxError where the text is not JSON.
 */
export function toLine(text, line, pages) {
    const row = JSON.parse(line, exact), edited = JSON.parse(text, exact);
    if (edited === null || typeof edited !== 'object' || Array.isArray(edited))
        throw new SyntaxError('A row is an object: { … }.');
    for (const call of callsOf(edited)) {
        if (typeof call.arguments !== 'string')
            call.arguments = JSON.stringify(call.arguments);
    }

    locate(edited, row, pages);
    const whole = {};
    for (const key of Object.keys(row)) {
        if (isHidden(row, key))
            whole[key] = row[key];
        else if (Object.hasOwn(edited, key))
            whole[key] = edited[key];
    }

    return JSON.stringify(Object.assign(whole, edited));
}

function* callsOf(row) {
    for (const message of Array.isArray(row.messages) ? row.messages : []) {
        for (const call of Array.isArray(message?.tool_calls) ? message.tool_calls : []) {
            if (call?.function && typeof call.function === 'object')
                yield call.function;
        }
    }
}

function* evidenceHolders(row) {
    for (const holder of [row, ...(Array.isArray(row.pages) ? row.pages : [])]) {
        if (typeof holder?.evidence?.quote === 'string')
            yield holder;
    }
}

function unfold(text) {
    try {
        return JSON.parse(text, exact);
    } catch {
        return text;
    }
}

// A quote stays where it was, or is looked for in its page; one that is in no page keeps its old place, which the gates refuse.
function locate(edited, row, pages) {
    const before = [...evidenceHolders(row)];
    for (const holder of evidenceHolders(edited)) {
        const { quote } = holder.evidence;
        const same = before.find(old => old.page === holder.page && old.evidence.quote === quote);
        holder.evidence = same ? same.evidence : find(quote, pages.find(page => page.page === Number(holder.page))) ?? { quote, start: 0, length: quote.length };
    }
}

function find(quote, page) {
    if (!page?.text || quote.trim() === '')
        return null;
    // The quote may break its lines elsewhere.
    const words = quote.trim().split(/\s+/).map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const found = new RegExp(words.join('\\s+')).exec(page.text);
    return found && { quote: found[0], start: found.index, length: found[0].length };
}
