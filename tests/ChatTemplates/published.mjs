// The published templates that @huggingface/ollama-utils carries.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

// The package keeps its list to itself: it is read from the source that the package ships, with its types taken off.
export function published() {
    const main = createRequire(import.meta.url).resolve('@huggingface/ollama-utils');
    const source = readFileSync(path.join(path.dirname(main), '..', 'src', 'chat-template-automap.ts'), 'utf8');
    const start = source.indexOf('= [', source.indexOf('OLLAMA_CHAT_TEMPLATE_MAPPING')) + 1;
    return vm.runInNewContext(source.slice(start).trim().replace(/;$/, ''));
}
