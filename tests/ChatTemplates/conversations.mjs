// Prints chat templates' renderings of conversations, as JSON: of the published templates in @huggingface/ollama-utils, and
// of those in templates/chat, which were written for these tests after published ones. They render plain turns in the same
// way and leave out the rest.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Template } from '@huggingface/jinja';
import { published } from './published.mjs';

const system = { role: 'system', content: 'You write queries.' };
const user = { role: 'user', content: 'The tenant withheld rent.' };
const assistant = { role: 'assistant', content: '{"queries":[]}' };
const again = { role: 'user', content: 'Once more.' };
const padded = (message) => ({ ...message, content: ` ${message.content}\n` });
const conversations = [
    [system, user], [system, user, assistant, again], [system, user, assistant, again, assistant, user],
    // The engine's lstrip('\n') also removes blanks.
    [padded(system), padded(user), { ...assistant, content: `${assistant.content}\n` }, padded(again)],
];

// Thinking is off, and no date is given. The tokens that begin and end a text are marked: a model's file names them elsewhere.
function render(template, messages) {
    return new Template(template).render({
        bos_token: '⟨bos⟩', eos_token: '⟨eos⟩', messages, add_generation_prompt: true, enable_thinking: false, date_string: '26 Jul 2024',
    });
}

// Some templates want the parts of an instruction in a list. Some refuse or ignore an instruction: it goes before the user's
// first message.
function renderAny(template, [first, second, ...rest]) {
    const attempts = [
        [first, second, ...rest],
        [{ ...first, content: [{ type: 'text', text: first.content }] }, second, ...rest],
        [{ ...second, content: `${first.content}\n\n${second.content}` }, ...rest],
    ];
    let error;
    for (const messages of attempts) {
        try {
            const text = render(template, messages);
            if (text.includes(system.content)) {
                return { text, isFolded: messages === attempts[2] };
            }
        } catch (caught) {
            error ??= caught.message;
        }
    }
    return { error };
}

const folder = path.join(import.meta.dirname, 'templates', 'chat');
const written = readdirSync(folder).map((file) => ({ name: path.parse(file).name, template: readFileSync(path.join(folder, file), 'utf8') }));
const all = [...published().map(({ model, gguf }) => ({ name: model, template: gguf })), ...written];
console.log(JSON.stringify({ conversations, templates: all.map((entry) => ({ ...entry, renderings: conversations.map((messages) => renderAny(entry.template, messages)) })) }));
