// The published templates in @huggingface/ollama-utils.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

// The package does not export its list: it is read from the package's source, without the types.
export function published() {
    const main = createRequire(import.meta.url).resolve('@huggingface/ollama-utils');
    const source = readFileSync(path.join(path.dirname(main), '..', 'src', 'chat-template-automap.ts'), 'utf8');
    const start = source.indexOf('= [', source.indexOf('OLLAMA_CHAT_TEMPLATE_MAPPING')) + 1;
    return vm.runInNewContext(source.slice(start).trim().replace(/;$/, ''));
}
