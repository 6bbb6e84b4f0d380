// Reads the rows of a dataset as a trainer hands them to a chat template.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const perKind = 100;

export class NotReadable extends Error {}

// The first rows of each kind: more of the same say no more.
export async function read(file, parquet, kindOf) {
    const rows = file.endsWith('.parquet') ? await readParquet(file, parquet) : readLines(file);
    const kinds = new Map();
    for (const row of rows) {
        const usable = prepare(row);
        if (!usable) throw new NotReadable(`'${file}' holds neither messages nor conversations with <tool_call>: its rows are rendered by the trainer's own templates, not by chat templates.`);
        const kind = kindOf(usable);
        if (!kinds.has(kind)) kinds.set(kind, []);
        if (kinds.get(kind).length < perKind) kinds.get(kind).push(usable);
    }
    if (kinds.size === 0) throw new NotReadable(`'${file}' has no rows.`);
    return kinds;
}

function* readLines(file) {
    const bytes = readFileSync(file);
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
    let number = 0;
    for (const line of text.split('\n')) {
        number++;
        if (line.trim() === '') continue;
        let row;
        try {
            row = JSON.parse(line);
        } catch {
            throw new NotReadable(`Line ${number} of '${file}' is not JSON.`);
        }
        yield row;
    }
}

async function readParquet(file, { parquetReadObjects, compressors }) {
    const bytes = readFileSync(file);
    return plain(await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), compressors }));
}

// What is missing in a struct is null in Python, and whole numbers are numbers.
function plain(value) {
    if (value === undefined || value === null) return null;
    if (typeof value === 'bigint') return Number(value);
    if (Array.isArray(value)) return value.map(plain);
    return typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)])) : value;
}

function prepare(row) {
    if (Array.isArray(row.conversations)) return row.conversations.every((turn) => typeof turn?.value === 'string' && turn.from !== 'function_call') ? row : null;
    if (!Array.isArray(row.messages)) return null;

    // TRL takes tools that are text; Axolotl parses parameters that are text, and arguments with them.
    const tools = typeof row.tools === 'string' ? JSON.parse(row.tools) : row.tools;
    if (!tools?.some((tool) => typeof tool.function?.parameters === 'string')) return tools ? { messages: row.messages, tools } : { messages: row.messages };
    return {
        messages: row.messages.map((message) => !message.tool_calls ? message : {
            ...message,
            tool_calls: message.tool_calls.map((call) => ({ ...call, function: { ...call.function, arguments: JSON.parse(call.function.arguments) } })),
        }),
        tools: tools.map((tool) => ({ ...tool, function: { ...tool.function, parameters: JSON.parse(tool.function.parameters) } })),
    };
}
