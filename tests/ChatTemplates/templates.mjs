// The chat templates: published ones from @huggingface/ollama-utils, the others written from documentation.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Template } from '@huggingface/jinja';
import { published } from './published.mjs';

const folder = import.meta.dirname;

const entries = published();
function of(model) {
    const entry = entries.find((entry) => entry.model === model);
    if (!entry) {
        throw new Error(`The package has no template of ${model}.`);
    }
    return entry.gguf;
}

const written = (name) => readFileSync(path.join(folder, 'templates', name), 'utf8');
const special = { bos_token: '<s>', eos_token: '</s>' };

function renderer(text) {
    const template = new Template(text);
    return (row) => template.render({ ...special, messages: row.messages, tools: row.tools });
}

export const render = {
    llama31: renderer(of('library/llama3.1:8b')),
    qwen25: renderer(of('library/qwen2.5:0.5b')),
    qwen3: renderer(of('library/qwen3:0.6b')),
    deepseek31: renderer(of('library/deepseek-v3.1:latest')),
    mistral: renderer(written('mistral-v3.jinja')),
    hermes: renderer(written('hermes.jinja')),
};
