namespace SynthGen.Llama;

/// <summary>
/// The supported families of chat templates, in the form of their published templates. llama.cpp's own list is not used:
/// about every second published template differs from it.
/// </summary>
internal static class ChatFamilies
{
    private const string Header = "<|start_header_id|>", HeaderEnd = "<|end_header_id|>\n\n", NoThoughts = "<think>\n\n</think>\n\n";

    // The template's own date if none is passed to it: the same input gives the same bytes.
    private const string Knowledge = "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n";

    /// <summary>All families. The first one that fits is used.</summary>
    public static readonly ChatFamily[] All =
    [
        new("Mistral, tokenizer 7 with tekken", t => t.Has("[SYSTEM_PROMPT]", "[INST]") && !t.Any("[SYSTEM_PROMPT] ", "[MODEL_SETTINGS]"),
            "[SYSTEM_PROMPT]{}[/SYSTEM_PROMPT]", "[INST]{}[/INST]", "{}{eos}", ""),
        new("Mistral, tokenizer 7", t => t.Has("[SYSTEM_PROMPT] ", "[INST] "),
            "[SYSTEM_PROMPT] {}[/SYSTEM_PROMPT]", "[INST] {}[/INST]", " {}{eos}", ""),
        new("Mistral, tokenizer 3 with tekken", t => t.Has("loop.last and system_message", "'[INST]' + system_message") || t.Has("ns.max_idx_user", "{{- '[INST]' }}", "system_message + '\n\n'"),
            "{}\n\n", "[INST]{}[/INST]", "{}{eos}", "") { Place = InstructionPlace.Last },
        Mistral,
        new("Mixtral, tokenizer 3", t => t.Has("loop.last and system_message", "'[INST] ' + system_message") || t.Has("ns.max_idx_user", "{{- '[INST] ' }}", "system_message + '\n\n'"),
            "{}\n\n", "[INST] {}[/INST]", " {}{eos}", "") { Place = InstructionPlace.Last },
        new("Mistral, tokenizer 1", t => t.Has("loop.first and system_message", "' [INST] ' + system_message", "' ' + message['content'] + eos_token"),
            "{}\n\n", " [INST] {} [/INST]", " {}{eos}", "") { Place = InstructionPlace.First },
        new("Mistral 0.1", t => t.Has("'[INST] ' + message['content'] + ' [/INST]'", "message['content'] + eos_token + ' '"),
            "{}\n\n", "[INST] {} [/INST]", "{}{eos} ", "") { Place = InstructionPlace.First },
        new("Llama 3.1 to 3.3", t => t.IsLlama3() && t.Has("Cutting Knowledge Date: December 2023"),
            $"{Header}system{HeaderEnd}{Knowledge}{{trim}}<|eot_id|>", $"{Header}user{HeaderEnd}{{trim}}<|eot_id|>", $"{Header}assistant{HeaderEnd}{{trim}}<|eot_id|>", $"{Header}assistant{HeaderEnd}"),
        new("Llama 3", t => t.IsLlama3() && t.Has("trim"),
            $"{Header}system{HeaderEnd}{{trim}}<|eot_id|>", $"{Header}user{HeaderEnd}{{trim}}<|eot_id|>", $"{Header}assistant{HeaderEnd}{{trim}}<|eot_id|>", $"{Header}assistant{HeaderEnd}"),
        new("Llama 4", t => t.Has("<|header_start|>", "<|header_end|>\n\n", "<|eot|>"),
            "<|header_start|>system<|header_end|>\n\n{trim}<|eot|>", "<|header_start|>user<|header_end|>\n\n{}<|eot|>", "<|header_start|>assistant<|header_end|>\n\n{}<|eot|>",
            "<|header_start|>assistant<|header_end|>\n\n"),
        new("Phi 4", t => t.Has("<|im_start|>", "<|im_sep|>") && !t.Has("You are Phi"),
            "<|im_start|>system<|im_sep|>{}<|im_end|>", "<|im_start|>user<|im_sep|>{}<|im_end|>", "<|im_start|>assistant<|im_sep|>{}<|im_end|>", "<|im_start|>assistant<|im_sep|>"),
        new("Qwen 3.5", t => t.IsChatML() && t.Has(NoThoughts, "|trim"), ChatMLTurn("system", "trim"), ChatMLTurn("user", "trim"), ChatMLTurn("assistant", "trim"), "<|im_start|>assistant\n" + NoThoughts),
        new("Qwen 3", t => t.IsChatML() && t.Has(NoThoughts), ChatMLTurn("system"), ChatMLTurn("user"), ChatMLTurn("assistant"), "<|im_start|>assistant\n" + NoThoughts),
        new("QwQ", t => t.IsChatML() && t.Has("<|im_start|>assistant\n<think>\n"), ChatMLTurn("system"), ChatMLTurn("user"), ChatMLTurn("assistant"), "<|im_start|>assistant\n" + NoThoughts),
        new("ChatML", t => t.IsChatML() && !t.Has("'<think>\n'"), ChatMLTurn("system"), ChatMLTurn("user"), ChatMLTurn("assistant"), "<|im_start|>assistant\n"),
        new("Gemma 1 to 3", t => t.Has("<start_of_turn>", "<end_of_turn>\n") && !t.Has("policy expert"),
            "{}\n\n", "<start_of_turn>user\n{trim}<end_of_turn>\n", "<start_of_turn>model\n{trim}<end_of_turn>\n", "<start_of_turn>model\n") { Place = InstructionPlace.First },
        new("Phi 3", t => t.Has("<|user|>\n", "<|end|>\n", "<|system|>\n"),
            "<|system|>\n{}<|end|>\n", "<|user|>\n{}<|end|>\n", "<|assistant|>\n{}<|end|>\n", "<|assistant|>\n"),
        new("Phi 3 medium", t => t.Has("'<|user|>' + '\n' + message['content'] + '<|end|>'") && !t.Has("system"),
            "{}\n\n", "<|user|>\n{}<|end|>\n", "<|assistant|>\n{}<|end|>\n", "<|assistant|>\n") { Place = InstructionPlace.First },
        new("Phi 4 mini", t => t.Has("'<|' + message['role'] + '|>' + message['content'] + '<|end|>'") && !t.Has("Your name is Phi"),
            "<|system|>{}<|end|>", "<|user|>{}<|end|>", "<|assistant|>{}<|end|>", "<|assistant|>"),
        new("GLM 4.5 and 4.6", t => t.Has("[gMASK]<sop>", "/nothink", "<think></think>"),
            "<|system|>\n{}", "<|user|>\n{}/nothink", "<|assistant|>\n<think></think>\n{trim}", "<|assistant|>\n<think></think>") { Begin = "[gMASK]<sop>" },
        new("GLM 4.7", t => t.Has("[gMASK]<sop>", "<|assistant|>{{- '</think>'"),
            "<|system|>{}", "<|user|>{}", "<|assistant|></think>{trim}", "<|assistant|></think>") { Begin = "[gMASK]<sop>" },
        new("GLM 4", t => t.Has("[gMASK]<sop>", "<|assistant|>") && !t.Has("think>"),
            "<|system|>\n{}", "<|user|>\n{}", "<|assistant|>\n{}", "<|assistant|>") { Begin = "[gMASK]<sop>" },
        new("DeepSeek R1", t => t.IsDeepSeek() && t.Has("<｜Assistant｜><think>\n"),
            "{}", "<｜User｜>{}", "<｜Assistant｜>{}<｜end▁of▁sentence｜>", "<｜Assistant｜>" + NoThoughts),
        new("DeepSeek 3.1", t => t.IsDeepSeek() && t.Has("'</think>'") && t.Has("thinking"),
            "{}", "<｜User｜>{}", "<｜Assistant｜></think>{}<｜end▁of▁sentence｜>", "<｜Assistant｜></think>"),
        new("DeepSeek 2.5 and 3", t => t.IsDeepSeek() && !t.Has("'<think>"),
            "{}", "<｜User｜>{}", "<｜Assistant｜>{}<｜end▁of▁sentence｜>", "<｜Assistant｜>"),
        new("DeepSeek 2", t => t.Has("'User: ' + message['content'] + '\n\n'", "'Assistant: ' + message['content'] + eos_token"),
            "{}\n\n", "User: {}\n\n", "Assistant: {}{eos}", "Assistant:"),
        new("DeepSeek Coder", t => t.Has("'### Instruction:\n' + message['content'] + '\n'", "<|EOT|>"),
            "{}", "### Instruction:\n{}\n", "### Response:\n{}\n<|EOT|>\n", "### Response:\n"),
        new("Command R and Aya", t => t.Has("<|START_OF_TURN_TOKEN|>", "<|USER_TOKEN|>", "content.strip()") && !t.Any("<|START_RESPONSE|>", "# Safety Preamble"),
            "<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>{}<|END_OF_TURN_TOKEN|>", "<|START_OF_TURN_TOKEN|><|USER_TOKEN|>{trim}<|END_OF_TURN_TOKEN|>",
            "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>{trim}<|END_OF_TURN_TOKEN|>", "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>"),
        new("EXAONE 3", t => t.Has("[|system|]", "[|assistant|]", "[|endofturn|]\n") && !t.Any("<thought>", "[|tool|]"),
            "[|system|]{}[|endofturn|]\n", "[|user|]{}\n", "[|assistant|]{}[|endofturn|]\n", "[|assistant|]"),
        new("Granite 3 and 4", t => t.Any("'<|start_of_role|>' + ", "<|start_of_role|>user<|end_of_role|>'") && !t.Has("safety agent"),
            GraniteTurn("system"), GraniteTurn("user"), GraniteTurn("assistant"), "<|start_of_role|>assistant<|end_of_role|>"),
        new("Zephyr", t => t.Has("'<|user|>\n' + message['content'] + eos_token"),
            "<|system|>\n{}{eos}\n", "<|user|>\n{}{eos}\n", "<|assistant|>\n{}{eos}\n", "<|assistant|>\n"),
        new("Tülu and OLMo 2", t => t.Has("'<|system|>\n' + message['content'] + '\n'", "'<|assistant|>\n' + message['content'] + eos_token + '\n'"),
            "<|system|>\n{}\n", "<|user|>\n{}\n", "<|assistant|>\n{}{eos}\n", "<|assistant|>\n"),
        new("OpenChat", t => t.Has("'GPT4 Correct ' + message['role'].title() + ': '"),
            "GPT4 Correct System: {}<|end_of_turn|>", "GPT4 Correct User: {}<|end_of_turn|>", "GPT4 Correct Assistant: {}<|end_of_turn|>", "GPT4 Correct Assistant:"),
    ];

    // Known but not supported: most of them add a text of their own to the instruction.
    private static readonly (string Name, Func<string, bool> Fits)[] Others =
    [
        ("Gemma 4", t => t.Has("<|turn>")),
        ("Apertus", t => t.Has("<|developer_start|>")),
        ("GigaChat", t => t.Has("<|role_sep|>") || t.Has("additional_special_tokens[0]")),
        ("Apriel", t => t.Has("<|begin_assistant|>")),
        ("Reka", t => t.Any("<sep>human", "'<sep>'")),
        ("Llama 2", t => t.Has("<<SYS>>")),
        ("EXAONE Deep", t => t.Has("[|assistant|]", "<thought>")),
        ("gpt-oss", t => t.Has("<|start|>", "<|channel|>")),
        ("SmolLM 3", t => t.Has("<|im_start|>", "## Metadata")),
        ("Command A and R7B", t => t.Has("<|START_OF_TURN_TOKEN|>", "<|START_RESPONSE|>")),
        ("Kimi", t => t.Has("<|im_middle|>")),
        ("MiniMax", t => t.Has("]~b]")),
    ];

    /// <summary>Mistral's instruction format, from the template published with Mistral-7B-Instruct-v0.3.</summary>
    public static ChatFamily Mistral => new(
        "Mistral, tokenizer 3", t => t.Has("loop.last and system_message", "'[INST] ' + system_message", "message['content']|trim + eos_token"),
        "{}\n\n", "[INST] {}[/INST]", " {trim}{eos}", "") { Place = InstructionPlace.Last };

    /// <summary>Finds the family of a template.</summary>
    /// <param name="template">A template in Jinja.</param>
    /// <param name="other">The name of a known family that is not supported; null if the template is not of one.</param>
    /// <returns>The family; null if it is not supported.</returns>
    public static ChatFamily? Find(string template, out string? other)
    {
        string text = Plain(template);
        other = Others.FirstOrDefault(entry => entry.Fits(text)).Name;
        return other is null ? All.FirstOrDefault(family => family.Fits(text)) : null;
    }

    // The same template is published with different quotes, blanks and line ends.
    private static string Plain(string template)
    {
        string text = template.ReplaceLineEndings("\n").Replace("\\n", "\n").Replace('"', '\'');
        while (text.Contains("  ", StringComparison.Ordinal))
            text = text.Replace("  ", " ");
        return text.Replace("'+", "' +").Replace("+'", "+ '").Replace("| trim", "|trim");
    }

    private static string ChatMLTurn(string role, string how = "") => $"<|im_start|>{role}\n{{{how}}}<|im_end|>\n";

    private static string GraniteTurn(string role) => $"<|start_of_role|>{role}<|end_of_role|>{{}}<|end_of_text|>\n";

    private static bool IsChatML(this string template) =>
        template.Has("<|im_start|>", "<|im_end|>") && template.Any("'<|im_start|>' + message", "<|im_start|>system\n") && !template.Any("<|im_sep|>", "<end_of_utterance>", "<think></think>", "DBRX");

    // Models that see images, call functions in their own format, or moderate content are left out.
    private static bool IsLlama3(this string template) =>
        template.Has(Header, HeaderEnd, "<|eot_id|>") && !template.Any("image_ns", "unsafe", ">>>", "<think>", "provided functions", "Think very carefully");

    private static bool IsDeepSeek(this string template) =>
        template.Has("<｜User｜>", "<｜Assistant｜>", "<｜end▁of▁sentence｜>") && !template.Any("'<｜User｜>' + message['content'] + '<｜end▁of▁sentence｜>'", "<think></think>", "thinking_start_token");

    private static bool Has(this string template, params ReadOnlySpan<string> marks)
    {
        foreach (string mark in marks)
        {
            if (!template.Contains(mark, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static bool Any(this string template, params ReadOnlySpan<string> marks)
    {
        foreach (string mark in marks)
        {
            if (template.Contains(mark, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
