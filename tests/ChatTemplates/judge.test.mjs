// examples/Test-ChatTemplate.ps1 finds what becomes of rows: each result with a template that is made for it, and no mistake
// with published ones.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as engine from '@huggingface/jinja';
import * as hyparquet from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { compile, judge, kindOf, render } from '../../examples/chat-template/judge.mjs';
import { read } from '../../examples/chat-template/rows.mjs';
import { published } from './published.mjs';

const folder = process.env.SYNTHGEN_ROWS;
const parquet = { ...hyparquet, compressors };
const rowsOf = async (name) => [...(await read(path.join(folder, name), parquet, kindOf)).values()].flat();
const template = (model) => published().find((entry) => entry.model === model).gguf;

const call = (argumentsOf) => '{% for c in m.tool_calls or [] %}<{{ c.function.name }} ' + argumentsOf + '>{% endfor %}';
const says = (body) => '{% if tools %}{{ tools | tojson }}{% endif %}{% for m in messages %}{{ m.content }}' + body + '{% endfor %}';
const cases = [
    ['Rendered', says(call('{{ c.function.arguments | tojson }}')), 'trl.jsonl'],
    ['Rendered', says(call('{{ c.function.arguments }}')), 'mistral.jsonl'],
    ['ArgumentsDoubled', says(call('{{ c.function.arguments | tojson }}')), 'mistral.jsonl'],
    ['ArgumentsNotJson', says(call('{{ c.function.arguments }}')), 'trl.jsonl'],
    ['Failed', says(call("{{ 'a' + c.function.arguments }}")), 'trl.jsonl'],
    ['CallLost', says(''), 'trl.jsonl'],
    ['CallLost', says('{% if m.tool_calls %}<{{ m.tool_calls[0].function }}>{% endif %}'), 'trl.jsonl', (row) => row.messages.at(-1).tool_calls.length > 1],
    ['ToolsNotShown', says(call('{{ c.function.arguments | tojson }}')).replace('{{ tools | tojson }}', ''), 'trl.jsonl'],
    ['TextLost', says(call('{{ c.function.arguments | tojson }}')).replace('{{ m.content }}', ''), 'trl.jsonl'],
    ['Refused', "{{ raise_exception('no tools here') }}", 'trl.jsonl'],
    ['Failed', "{{ 'a' + messages[0].nothing }}", 'trl.jsonl'],
    ['Rendered', '{% for m in messages %}{{ m.content }}{% endfor %}', 'hermes.jsonl'],
    ['ToolsNotShown', '{% for m in messages[1:] %}{{ m.content }}{% endfor %}', 'hermes.jsonl'],
    // Of a model that writes arguments as a string, text or not.
    ['Rendered', says(call('{{ c.function.arguments | tojson if c.function.arguments is string else c.function.arguments | tojson | tojson }}')), 'mistral.jsonl'],
];

for (const [result, text, name, of = () => true] of cases) {
    test(`${result}: ${name} in ${text.slice(0, 110)}`, async () => {
        for (const row of (await rowsOf(name)).filter(of)) assert.equal(judge(compile(engine, text), row).result, result, JSON.stringify(row));
    });
}

test('what a template refuses comes with its words', async () =>
    assert.equal(judge(compile(engine, "{{ raise_exception('no tools here') }}"), (await rowsOf('trl.jsonl'))[0]).message, 'no tools here'));

// The same text, though what a row has not is null in a table.
for (const model of ['library/qwen2.5:0.5b', 'library/llama3.1:8b']) {
    test(`${model} makes the same of a Parquet file as of lines`, async () => {
        const [lines, table] = [await rowsOf('alike.jsonl'), await rowsOf('alike.parquet')];
        assert.equal(table.length, lines.length);
        assert.ok(lines.length > 20);
        const of = compile(engine, template(model));
        const rendered = (row) => {
            try {
                return render(of, row);
            } catch (error) {
                return error.message;
            }
        };
        lines.forEach((row, i) => assert.equal(rendered(table[i]), rendered(row)));
        assert.ok(table.some((row) => judge(of, row).result === 'Rendered'));
    });
}

const check = (...args) => spawnSync('dotnet', ['run', '--no-build', '--project', 'src/SynthGen.Host', '--', 'examples/Test-ChatTemplate.ps1', ...args], {
    cwd: path.join(import.meta.dirname, '..', '..'), encoding: 'utf8',
});

test('the script tells templates apart, and ends with 0, 1 or 2', () => {
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'synthgen-'));
    try {
        const good = path.join(scratch, 'good.jinja'), bad = path.join(scratch, 'bad.jinja');
        writeFileSync(good, cases[0][1]);
        writeFileSync(bad, cases[5][1]);
        const packages = ['-PackagePath', import.meta.dirname];
        const data = ['-Dataset', path.join(folder, 'trl.jsonl')];
        const all = check(...data, '-Template', good, ...packages);
        assert.equal(all.status, 0, all.stdout + all.stderr);
        assert.match(all.stdout, /Rendered/);
        const some = check(...data, '-Template', scratch, '-Table', ...packages);
        assert.equal(some.status, 1, some.stdout + some.stderr);
        assert.match(some.stdout, /\| bad \| CallLost \|/);
        assert.match(some.stdout, /\| good \| yes \|/);
        const none = check(...data, '-Template', path.join(scratch, 'no.jinja'), ...packages);
        assert.equal(none.status, 2);
        assert.match(none.stderr, /Not checked: .*no\.jinja' is not there/);
        const other = check('-Dataset', path.join(folder, 'canonical.jsonl'), '-Template', good, ...packages);
        assert.equal(other.status, 2);
        assert.match(other.stderr, /neither messages nor conversations/);
    } finally {
        rmSync(scratch, { recursive: true, force: true });
    }
});
