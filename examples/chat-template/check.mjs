// node check.mjs <folder of the packages> {"templates": [...], "datasets": [...]}: prints a line of JSON for each template,
// dataset and kind of row. Exit code 2: something cannot be read.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile, judge, kindOf, results } from './judge.mjs';
import { NotReadable, read } from './rows.mjs';

const [folder, asked] = process.argv.slice(2);
const { templates, datasets } = JSON.parse(asked);
const engine = createRequire(path.join(folder, 'package.json'))('@huggingface/jinja');

async function packageOf(name) {
    const home = path.join(folder, 'node_modules', name);
    const { main } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
    return import(pathToFileURL(path.join(home, main)).href);
}

const readerOfParquet = async () => ({ ...await packageOf('hyparquet'), ...await packageOf('hyparquet-compressors') });

function load(file) {
    const text = readFileSync(file, 'utf8');
    // A tokenizer_config.json holds the template of its model.
    if (!file.endsWith('.json')) return text;
    const { chat_template: held } = JSON.parse(text);
    const one = Array.isArray(held) ? (held.find((entry) => entry.name === 'tool_use') ?? held[0])?.template : held;
    if (typeof one !== 'string') throw new NotReadable(`'${file}' has no chat_template.`);
    return one;
}

function* outcomes(template, rows) {
    const counts = new Map();
    for (const row of rows) {
        const { result, message } = judge(template, row);
        const known = counts.get(result);
        counts.set(result, { rows: (known?.rows ?? 0) + 1, message: known?.message ?? message });
    }
    for (const result of results) {
        if (counts.has(result)) yield { result, ...counts.get(result) };
    }
}

try {
    const parquet = datasets.some((file) => file.endsWith('.parquet')) ? await readerOfParquet() : null;
    const data = [];
    for (const file of datasets) data.push([file, await read(file, parquet, kindOf)]);
    for (const file of templates) {
        let template, broken;
        try {
            template = compile(engine, load(file));
        } catch (error) {
            if (error instanceof NotReadable) throw error;
            broken = `the template cannot be read here: ${String(error.message).split('\n')[0]}`;
        }
        for (const [dataset, kinds] of data) {
            for (const [kind, rows] of kinds) {
                for (const outcome of broken ? [{ result: 'Failed', rows: rows.length, message: broken }] : outcomes(template, rows)) {
                    console.log(JSON.stringify({ template: file, dataset, kind, ...outcome }));
                }
            }
        }
    }
} catch (error) {
    console.error(error instanceof NotReadable || error.code === 'ENOENT' ? error.message : error);
    process.exitCode = 2;
}
