// Reads a model's prompt and its expected reply back from the rendered text, in each model's format.
function between(text, before, after) {
    const start = text.indexOf(before);
    const end = text.indexOf(after, start + before.length);
    if (start < 0 || end < 0) {
        throw new Error(`There is no ${JSON.stringify(before)} … ${JSON.stringify(after)} in:\n${text}`);
    }
    return text.slice(start + before.length, end);
}

const lines = (text) => text.trim().split('\n').map((line) => JSON.parse(line));

const turn = (text) => {
    const start = text.lastIndexOf('<|im_start|>assistant');
    return between(text.slice(start), '<|im_start|>assistant', '<|im_end|>');
};

const blocks = (text) => [...turn(text).matchAll(/<tool_call>\n(.*?)\n<\/tool_call>/gs)].map((match) => JSON.parse(match[1]));

export const read = {
    llama31: {
        tools: (text, query) => between(text, 'Do not use variables.\n\n', `${query}<|eot_id|>`).trim().split('\n\n').map((tool) => JSON.parse(tool)),
        calls: (text) => {
            const { name, parameters } = JSON.parse(between(text, '<|start_header_id|>assistant<|end_header_id|>\n\n', '<|eot_id|>'));
            return [{ name, arguments: parameters }];
        },
    },
    qwen25: { tools: (text) => lines(between(text, '<tools>\n', '\n</tools>')), calls: blocks },
    hermes: { tools: (text) => lines(between(text, '<tools>\n', '\n</tools>')), calls: blocks },
    mistral: {
        tools: (text) => JSON.parse(between(text, '[AVAILABLE_TOOLS] ', '[/AVAILABLE_TOOLS][INST] ')),
        calls: (text) => JSON.parse(between(text, '[TOOL_CALLS] ', '</s>')).map(({ id, ...call }) => {
            if (!/^[A-Za-z0-9]{9}$/.test(id)) {
                throw new Error(`'${id}' is no id of a call.`);
            }
            return call;
        }),
    },
};
