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
internal sealed class TrlWriter(Stream stream, DatasetOptions options) : MessagesWriter(stream, options, ToolListJson.WriteTyped)
{
    protected override void WriteContent(Utf8JsonWriter json) => json.WriteString("content"u8, ""u8);

    protected override void WriteCalls(Utf8JsonWriter json, SyntheticQuery row)
    {
        ulong key = RowKey.Of(row);
        for (int i = 0; i < row.Tools.Count; i++)
            WriteCall(json, ShortCallId.Of(key, i), row.Tools[i]);
    }

    protected override void WriteArguments(Utf8JsonWriter json, IReadOnlyDictionary<string, object?> arguments) => JsonValue.Write(json, arguments);
}
