using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>
/// Mistral's instruction format, as the chat template writes it that is published with Mistral-7B-Instruct-v0.3:
/// <c>[INST] user[/INST] assistant&lt;/s&gt;[INST] system, blank line, user[/INST]</c>. The instruction stands in the last turn of the
/// user, and what the assistant said is trimmed.
/// </summary>
/// <param name="isSpaced">Whether a space follows [INST] and goes before the assistant; the tekken models have none.</param>
internal sealed class MistralText(bool isSpaced = true) : IChatText
{
    private readonly string _space = isSpaced ? " " : "";

    /// <inheritdoc/>
    public IReadOnlyList<ChatPart> Write(IReadOnlyList<ChatTurn> turns)
    {
        ChatTurn? system = turns is [{ Role: ChatRole.System } first, ..] ? first : null;
        List<ChatPart> parts = [];
        for (int i = system is null ? 0 : 1; i < turns.Count; i++)
        {
            if (turns[i].Role == ChatRole.Assistant)
            {
                parts.Add(new ChatPart(_space, false));
                parts.Add(new ChatPart(isSpaced ? turns[i].Text.Trim() : turns[i].Text, true));
                parts.Add(new ChatPart("</s>", false));
                continue;
            }

            parts.Add(new ChatPart("[INST]" + _space, false));
            if (system is not null && i == turns.Count - 1)
            {
                parts.Add(new ChatPart(system.Text, true));
                parts.Add(new ChatPart("\n\n", false));
            }

            parts.Add(new ChatPart(turns[i].Text, true));
            parts.Add(new ChatPart("[/INST]", false));
        }

        return parts;
    }
}
