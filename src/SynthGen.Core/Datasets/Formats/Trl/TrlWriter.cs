using System.Text.Json;
using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Formats.Writing;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Trl;

/// <summary>
/// Writes rows for TRL: {"messages": […], "tools": […]}. Arguments are an object. The assistant's turn has empty content, and
/// calls have ids of nine letters and digits: chat templates that want neither pass them over, and those that want one
/// refuse the row without it.
/// </summary>
internal class TrlWriter(Stream stream, DatasetOptions options) : MessagesWriter(stream, options, ToolListJson.WriteTyped)
{
    protected override bool NamesResults => true;

    protected override void WriteContent(Utf8JsonWriter json, string? text) => json.WriteString("content"u8, text ?? "");

    protected override string?[] IdsOf(WrittenRow row, int count)
    {
        ulong key = row.KeyNumber;
        return [.. Enumerable.Range(0, count).Select(i => ShortCallId.Of(key, i))];
    }

    protected override void WriteArguments(Utf8JsonWriter json, IReadOnlyDictionary<string, object?> arguments) => JsonValue.Write(json, arguments);
}
