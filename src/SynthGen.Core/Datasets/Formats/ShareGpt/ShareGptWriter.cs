using System.Text.Json;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.ShareGpt;

/// <summary>Base of the writers of ShareGPT conversations, whose turns are {"from", "value"}.</summary>
/// <inheritdoc cref="ToolRowWriter" path="/param"/>
internal abstract class ShareGptWriter(Stream stream, DatasetOptions options, Action<Utf8JsonWriter, ToolDefinition> writeTool) : ToolRowWriter(stream, options, writeTool)
{
    /// <summary>Writes the query as a human's turn, and the answer.</summary>
    protected static void WriteTurns(Utf8JsonWriter json, string query, ReadOnlySpan<byte> from, ReadOnlySpan<byte> calls)
    {
        json.WriteStartObject();
        json.WriteString("from"u8, "human"u8);
        json.WriteString("value"u8, query);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("from"u8, from);
        json.WriteString("value"u8, calls);
        json.WriteEndObject();
    }
}
