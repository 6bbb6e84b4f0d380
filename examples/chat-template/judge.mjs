// What becomes of a row in a chat template: the row is rendered with marks in place of its names and values, and the text is
// searched for them. So nothing has to be known of how a model writes its calls.

export const results = ['Refused', 'Failed', 'CallLost', 'ArgumentsDoubled', 'ArgumentsNotJson', 'ToolsNotShown', 'ResultLost', 'TextLost', 'OrderChanged', 'Rendered'];

class Refusal extends Error {}

// The special tokens stand in a model's own files; any will do.
const special = { bos_token: '<s>', eos_token: '</s>', pad_token: '<pad>', unk_token: '<unk>' };

export function compile(engine, text) {
    printObjectsAsPython(engine);
    // By another name: the engine's own raises what its other errors are too.
    return new engine.Template(text.replaceAll('raise_exception', 'refuse_row'));
}

// Templates run in Python, where an object that is printed without tojson is not JSON.
function printObjectsAsPython({ Environment }) {
    const spell = (value) => {
        switch (value.type) {
            case 'ObjectValue': return `{${[...value.value].map(([key, member]) => `'${key}': ${spell(member)}`).join(', ')}}`;
            case 'ArrayValue': return `[${value.value.map(spell).join(', ')}]`;
            case 'StringValue': return `'${value.value}'`;
            case 'BooleanValue': return value.value ? 'True' : 'False';
            case 'NullValue': return 'None';
            default: return String(value.value);
        }
    };
    Object.getPrototypeOf(new Environment().set('any', {})).toString = function () { return spell(this); };
}

export function render(template, row) {
    return template.render({
        ...special,
        ...row,
        add_generation_prompt: false,
        refuse_row: (message) => { throw new Refusal(message); },
    });
}

// Arguments that are text stay text, with the same keys.
function mark(row) {
    const calls = [], tools = [], texts = [], order = [];
    let count = 0;
    const next = (what) => `Zq${what}${++count}x`;
    const leaf = (value, marks) => {
        if (Array.isArray(value)) return value.map((item) => leaf(item, marks));
        if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, leaf(member, marks)]));
        if (typeof value !== 'string') return value;
        const text = next('v');
        marks.push(text);
        return text;
    };
    const messages = row.messages.map((message) => {
        const copy = { ...message };
        if (typeof message.content === 'string' && message.content !== '') {
            copy.content = next('t');
            texts.push({ role: message.role, isBesideCalls: Boolean(message.tool_calls?.length), mark: copy.content });
            if (message.role !== 'system') order.push(copy.content);
        }
        if (message.tool_calls) {
            copy.tool_calls = message.tool_calls.map((call) => {
                const { name, arguments: given } = call.function;
                const isText = typeof given === 'string';
                const values = [];
                const marked = leaf(isText ? JSON.parse(given) : given, values);
                const seen = { name, mark: next('n'), keys: Object.keys(marked ?? {}), values, isText };
                calls.push(seen);
                order.push(seen.mark);
                return { ...call, function: { ...call.function, name: seen.mark, arguments: isText ? JSON.stringify(marked) : marked } };
            });
        }
        return copy;
    });
    const offered = row.tools?.map((tool) => {
        const name = next('o');
        tools.push({ name: tool.function.name, mark: name });
        return { ...tool, function: { ...tool.function, name } };
    });
    return { row: { ...row, messages, ...(offered && { tools: offered }) }, calls, tools, texts, order };
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// How many backslashes stand before the quotes of a call's keys, at most.
function depth(text, calls) {
    let most = 0;
    for (const key of calls.flatMap((call) => call.keys)) {
        for (const match of text.matchAll(new RegExp(`(\\\\*)"${escape(key)}\\\\*" ?:`, 'g'))) most = Math.max(most, match[1].length);
    }
    return most;
}

// Some models are taught arguments in a string of their own: what the template makes of objects says so.
function isDoubled(template, marked, text) {
    if (!marked.calls.some((call) => call.isText)) return false;
    const found = depth(text, marked.calls);
    if (found === 0) return false;
    const objects = marked.row.messages.map((message) => !message.tool_calls ? message : {
        ...message,
        tool_calls: message.tool_calls.map((call) => ({ ...call, function: { ...call.function, arguments: JSON.parse(call.function.arguments) } })),
    });
    try {
        return found > depth(render(template, { ...marked.row, messages: objects }), marked.calls);
    } catch {
        return true;
    }
}

function judgeMessages(template, row) {
    const marked = mark(row);
    const text = render(template, marked.row);
    if (text.includes('[object Map]')) throw new Error('it joins an object to text, which Python refuses');
    const lost = marked.calls.find((call) => !text.includes(call.mark) || call.values.some((value) => !text.includes(value)));
    if (lost) return { result: 'CallLost', message: `call ${marked.calls.indexOf(lost) + 1} of ${marked.calls.length}` };
    if (isDoubled(template, marked, text)) return { result: 'ArgumentsDoubled', message: 'the arguments are JSON in a string in the text' };
    const python = marked.calls.flatMap((call) => call.keys).find((key) => text.includes(`'${key}': `));
    if (python) return { result: 'ArgumentsNotJson', message: `'${python}' is in Python's notation in the text` };
    const hidden = marked.tools.find((tool) => !text.includes(tool.mark));
    if (hidden) return { result: 'ToolsNotShown', message: `'${hidden.name}'` };
    const missing = marked.texts.filter(({ mark }) => !text.includes(mark));
    const unread = missing.find(({ role }) => role === 'tool');
    if (unread) return { result: 'ResultLost', message: "a tool's result" };
    if (missing.length > 0) return { result: 'TextLost', message: `the ${missing[0].role}'s${missing[0].isBesideCalls ? ', beside its calls' : ''}` };
    const places = marked.order.map((mark) => text.indexOf(mark));
    return places.every((place, i) => i === 0 || place > places[i - 1])
        ? { result: 'Rendered', message: '' }
        : { result: 'OrderChanged', message: 'turns, calls and results stand in another order' };
}

// ShareGPT turns become messages of plain text, as the loaders of such rows make them.
const roles = { system: 'system', human: 'user', user: 'user', gpt: 'assistant', assistant: 'assistant', tool: 'tool' };

function lostTurn(text, role, content) {
    if (text.includes(content.trim())) return 'OrderChanged';
    if (role === 'tool') return 'ResultLost';
    return role === 'system' ? 'ToolsNotShown' : role === 'assistant' && content.includes('<tool_call>') ? 'CallLost' : 'TextLost';
}

function judgeTurns(template, row) {
    const messages = row.conversations.map(({ from, value }) => ({ role: roles[from] ?? from, content: value }));
    const text = render(template, { messages });
    let from = 0;
    for (const { role, content } of messages) {
        const at = text.indexOf(content.trim(), role === 'system' ? 0 : from);
        if (at < 0) return { result: lostTurn(text, role, content), message: `the ${role}'s turn` };
        if (role !== 'system') from = at + content.trim().length;
    }
    return { result: 'Rendered', message: '' };
}

// What becomes of a row: one of the results, and a message.
export function judge(template, row) {
    try {
        return row.messages ? judgeMessages(template, row) : judgeTurns(template, row);
    } catch (error) {
        return { result: error instanceof Refusal ? 'Refused' : 'Failed', message: String(error.message).split('\n')[0].slice(0, 200) };
    }
}

// What tells rows apart for a template.
export function kindOf(row) {
    const turns = row.messages ?? row.conversations.map(({ from, value }) => ({
        role: roles[from] ?? from, tool_calls: from === 'gpt' || from === 'assistant' ? [...value.matchAll(/<tool_call>/g)] : [],
    }));
    const calls = Math.max(0, ...turns.map((turn) => turn.tool_calls?.length ?? 0));
    return [
        calls === 0 ? 'no call' : calls === 1 ? 'one call' : 'several calls',
        ...(row.messages && turns.some((turn) => turn.role === 'system') ? ['system message'] : []),
        ...(turns.some((turn) => turn.role === 'tool') ? ['answers'] : []),
    ].join(', ');
}
