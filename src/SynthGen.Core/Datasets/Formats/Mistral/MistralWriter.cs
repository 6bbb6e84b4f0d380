using System.Text.Json;
using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.Mistral;

/// <summary>
/// Writes rows for mistral-finetune: the assistant's turn has empty content, arguments are a JSON string, and call ids come
/// from <see cref="MistralCallIds"/>.
/// </summary>
internal sealed class MistralWriter(Stream stream, DatasetOptions options, MistralCallIds ids) : MessagesWriter(stream, options, ToolListJson.WriteTyped, ToolNameRule.OpenAI)
{
    // Tokenizer v3, which mistral-finetune uses, refuses a turn with both.
    protected override IReadOnlyList<ChatTurn> TurnsOf(DatasetRow row) => base.TurnsOf(row) is var turns && turns.Any(turn => turn is { Calls.Count: > 0, Text: not null })
        ? throw new NotSupportedException("it says something beside its calls, and a turn has either text or calls there.")
        : turns;

    protected override void WriteContent(Utf8JsonWriter json, string? text) => json.WriteString("content"u8, ""u8);

    protected override string?[] IdsOf(WrittenRow row, int count)
    {
        ulong key = row.KeyNumber;
        return [.. Enumerable.Range(0, count).Select(i => ids.Take(key, i))];
    }
}
