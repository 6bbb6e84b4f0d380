// Reads the calls, the results and the model's texts of a conversation back from the rendered text, in their order.
const all = (text, pattern, read) => [...text.matchAll(pattern)].flatMap((match) => read(match.groups));

// Qwen 3 puts empty thoughts before an answer.
const chatml = (text) => all(text, /<\|im_start\|>assistant\n(?<said>.*?)<\|im_end\|>|<tool_response>\n(?<result>.*?)\n<\/tool_response>/gs, ({ said, result }) => {
    if (result !== undefined) return [{ result }];
    const calls = [...said.matchAll(/<tool_call>\n(.*?)\n<\/tool_call>/gs)].map((match) => ({ call: JSON.parse(match[1]) }));
    const spoken = said.split('<tool_call>')[0].replace(/^<think>\n\n<\/think>\n\n/, '').trim();
    return [...(spoken ? [{ text: spoken }] : []), ...calls];
});

export const events = {
    qwen25: chatml,
    qwen3: chatml,
    hermes: chatml,
    llama31: (text) => all(text, /<\|start_header_id\|>(?<who>assistant|ipython)<\|end_header_id\|>\n\n(?<said>.*?)<\|eot_id\|>/gs, ({ who, said }) => {
        if (who === 'ipython') return [{ result: JSON.parse(said) }];
        if (!said.startsWith('{"name": ')) return [{ text: said }];
        const { name, parameters } = JSON.parse(said);
        return [{ call: { name, arguments: parameters } }];
    }),
    mistral: (text) => all(text, /\[TOOL_CALLS\] (?<calls>.*?)<\/s>|\[TOOL_RESULTS\] \{"content": (?<result>.*?), "call_id": "\w{9}"\}\[\/TOOL_RESULTS\]|(?<=\[\/(?:INST|TOOL_RESULTS)\]) (?<said>.*?)<\/s>/gs, ({ calls, result, said }) => {
        if (calls !== undefined) return JSON.parse(calls).map(({ name, arguments: given }) => ({ call: { name, arguments: given } }));
        return [result !== undefined ? { result } : { text: said }];
    }),
    deepseek31: (text) => all(text, /<｜tool▁call▁begin｜>(?<name>.*?)<｜tool▁sep｜>(?<given>.*?)<｜tool▁call▁end｜>|<｜tool▁output▁begin｜>(?<result>.*?)<｜tool▁output▁end｜>|(?<=<\/think>|<｜tool▁output▁end｜>)(?<said>(?:(?!<｜).)+)<｜end▁of▁sentence｜>/gs, ({ name, given, result, said }) => [
        name !== undefined ? { call: { name, arguments: JSON.parse(given) } } : result !== undefined ? { result } : { text: said },
    ]),
};
