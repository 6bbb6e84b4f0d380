// Every exported conversation, rendered by the templates of its format's models, has every call and result, in order.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import * as engine from '@huggingface/jinja';
import { compile, judge } from '../../examples/chat-template/judge.mjs';
import { events } from './events.mjs';
import { published } from './published.mjs';
import { render } from './templates.mjs';

const load = (name) => readFileSync(path.join(process.env.SYNTHGEN_ROWS, name), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const given = load('talks-openai.jsonl');
const exported = { trl: load('talks-trl.jsonl'), mistral: load('talks-mistral.jsonl'), hermes: load('talks-hermes.jsonl') };

const expected = (row) => row.messages.flatMap((message) => {
    if (message.role === 'tool') return [{ result: message.content }];
    if (message.role !== 'assistant') return [];
    const calls = (message.tool_calls ?? []).map((call) => ({ call: { name: call.function.name, arguments: JSON.parse(call.function.arguments) } }));
    return [...(message.content ? [{ text: message.content }] : []), ...calls];
});

const isSingle = (row) => row.messages.every((message) => (message.tool_calls?.length ?? 0) < 2);

test('there are conversations with several calls at once, with several turns, and without a call', () => {
    for (const rows of Object.values(exported)) assert.equal(rows.length, given.length);
    assert.ok(given.some((row) => !isSingle(row)));
    assert.ok(given.some((row) => isSingle(row) && row.messages.filter((message) => message.role === 'tool').length > 1));
    assert.ok(given.some((row) => row.messages.every((message) => !message.tool_calls)));
});

// DeepSeek's template joins arguments to text, so they have to be text.
for (const [model, format] of [['qwen25', 'trl'], ['qwen3', 'trl'], ['hermes', 'trl'], ['llama31', 'trl'], ['mistral', 'mistral'], ['deepseek31', 'mistral']]) {
    test(`${model} says every call and reads every result of ${format} conversations, in order`, () => {
        let count = 0;
        given.forEach((row, i) => {
            if (model === 'llama31' && !isSingle(row)) return;
            const text = render[model](exported[format][i]);
            assert.deepEqual(events[model](text), expected(row), text);
            let from = 0;
            for (const { content } of row.messages.filter((message) => message.role === 'user')) {
                assert.ok(text.indexOf(content, from) >= 0, text);
                from = text.indexOf(content, from) + content.length;
            }
            count++;
        });
        assert.ok(count > 1);
    });
}

test('the turns of Hermes conversations stand in the text as they are', () => {
    const template = compile(engine, '{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}');
    exported.hermes.forEach((row) => assert.deepEqual(judge(template, row), { result: 'Rendered', message: '' }));
});

// What becomes of conversations in templates that are made for it.
const turn = '{% for m in messages %}<{{ m.role }}>{{ m.content }}{% for c in m.tool_calls or [] %}<{{ c.function.name }} {{ c.function.arguments | tojson }}>{% endfor %}{% endfor %}{{ tools | tojson if tools }}';
for (const [result, text] of [
    ['Rendered', turn],
    ['ResultLost', turn.replace('{{ m.content }}', "{{ m.content if m.role != 'tool' }}")],
    ['TextLost', turn.replace('{{ m.content }}', "{{ m.content if m.role != 'assistant' }}")],
    ['OrderChanged', turn.replace('in messages', 'in messages[::-1]')],
]) {
    test(`${result} is told of a conversation`, () => assert.equal(judge(compile(engine, text), exported.trl[0]).result, result));
}

test('published templates lose no result of a conversation whose calls they render', () => {
    for (const model of ['library/qwen2.5:0.5b', 'library/qwen3:0.6b']) {
        const template = compile(engine, published().find((entry) => entry.model === model).gguf);
        exported.trl.forEach((row) => assert.deepEqual(judge(template, row), { result: 'Rendered', message: '' }, model));
    }
});
