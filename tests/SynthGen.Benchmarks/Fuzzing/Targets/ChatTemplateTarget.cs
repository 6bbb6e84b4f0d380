using SynthGen.Llama;
using SynthGen.Models;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Chat templates of models, whose family is found; and conversations in it.</summary>
internal sealed class ChatTemplateTarget : FuzzTarget
{
    private static readonly ChatTurn[] Turns = [new(ChatRole.System, "{} {trim} {eos}"), new(ChatRole.User, " <|im_end|> "), new(ChatRole.Assistant, "a"), new(ChatRole.User, "")];

    public override string Name => "chat-template";

    public override IReadOnlyList<byte[]> Samples { get; } = Bytes(
    [
        "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}",
        "{{ bos_token }}{% for message in messages %}{{ '<start_of_turn>' + role + '\\n' + message['content'] | trim + '<end_of_turn>\\n' }}{% endfor %}",
        "{%- if loop.last and system_message %}{{- '[INST] ' + system_message }}{{ message['content']|trim + eos_token }}",
    ]);

    public override IReadOnlyList<byte[]> Pieces { get; } = Bytes(
        ["<|im_start|>", "<|im_end|>", "'<|im_start|>' + message", "[INST]", "[SYSTEM_PROMPT]", "<|start_header_id|>", "<|end_header_id|>\\n\\n", "<|eot_id|>", "[gMASK]<sop>", "<think>\\n\\n</think>\\n\\n", "  ", "'+", "+'", "| trim", "\"", "\\n", "\r\n"]);

    public override bool Run(byte[] input)
    {
        if (ChatFamilies.Find(Fuzzing.Samples.Text(input), out string? other) is not { } family)
            return false;
        if (other is not null || new TemplateText(family, "</s>").Write(Turns).Count == 0)
            throw new InvalidOperationException("A family that is not one.");
        return true;
    }
}
