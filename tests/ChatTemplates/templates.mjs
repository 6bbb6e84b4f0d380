// The chat templates: published ones as @huggingface/ollama-utils carries them, the others as documentation describes them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { Template } from '@huggingface/jinja';

const folder = import.meta.dirname;

// The package keeps its list to itself: it is read from the source that the package ships, with its types taken off.
function published() {
    const main = createRequire(import.meta.url).resolve('@huggingface/ollama-utils');
    const source = readFileSync(path.join(path.dirname(main), '..', 'src', 'chat-template-automap.ts'), 'utf8');
    const start = source.indexOf('= [', source.indexOf('OLLAMA_CHAT_TEMPLATE_MAPPING')) + 1;
    const entries = vm.runInNewContext(source.slice(start).trim().replace(/;$/, ''));
    return (model) => {
        const entry = entries.find((entry) => entry.model === model);
        if (!entry) {
            throw new Error(`The package has no template of ${model}.`);
        }
        return entry.gguf;
    };
}

const of = published();
const written = (name) => readFileSync(path.join(folder, 'templates', name), 'utf8');
const special = { bos_token: '<s>', eos_token: '</s>' };

function renderer(text) {
    const template = new Template(text);
    return (row) => template.render({ ...special, messages: row.messages, tools: row.tools });
}

export const render = {
    llama31: renderer(of('library/llama3.1:8b')),
    qwen25: renderer(of('library/qwen2.5:0.5b')),
    mistral: renderer(written('mistral-v3.jinja')),
    hermes: renderer(written('hermes.jinja')),
};
