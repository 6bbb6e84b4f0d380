// Every exported row, rendered by the templates of its format's models, contains everything in the row.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { read } from './readers.mjs';
import { render } from './templates.mjs';

const folder = process.env.SYNTHGEN_ROWS;
const load = (name) => readFileSync(path.join(folder, name), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const rows = load('canonical.jsonl');
const exported = { trl: load('trl.jsonl'), mistral: load('mistral.jsonl') };

// In any order: an export draws the order, so that a model does not learn it.
const byName = (tools) => tools.toSorted((one, other) => (one.name < other.name ? -1 : 1));

function check(model, format, row, i) {
    const text = render[model](exported[format][i]);
    assert.deepEqual(byName(read[model].tools(text, row.query).map((tool) => tool.function)), byName(row.available_tools), text);
    assert.deepEqual(read[model].calls(text), row.tools, text);
    assert.ok(text.includes(row.query), text);
    assert.ok(text.includes(row.system_prompt ?? ''), text);
}

test('there are rows, some with two calls and some with a system message', () => {
    assert.equal(exported.trl.length, rows.length);
    assert.equal(exported.mistral.length, rows.length);
    assert.ok(rows.length > 20 && rows.some((row) => row.tools.length > 1) && rows.some((row) => row.system_prompt));
});

for (const [model, format] of [['qwen25', 'trl'], ['hermes', 'trl'], ['mistral', 'mistral']]) {
    test(`${model} is shown all tools and says all calls of ${format} rows`, () => rows.forEach((row, i) => check(model, format, row, i)));
}

test('llama31 is shown all tools and says the call of trl rows with one', () =>
    rows.forEach((row, i) => row.tools.length === 1 && check('llama31', 'trl', row, i)));

test('llama31 refuses rows with two calls', () =>
    rows.forEach((row, i) => row.tools.length > 1 && assert.throws(() => render.llama31(exported.trl[i]), /single tool-calls/)));

test('arguments as text, as mistral rows have them, would reach qwen25 as text', () =>
    assert.deepEqual(read.qwen25.calls(render.qwen25(exported.mistral[0])), rows[0].tools.map((call) => ({ ...call, arguments: JSON.stringify(call.arguments) }))));
