using System.Text.Json;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.ShareGpt;

/// <summary>Base of the writers of ShareGPT conversations, whose turns are {"from", "value"}.</summary>
/// <inheritdoc cref="ToolRowWriter" path="/param"/>
internal abstract class ShareGptWriter(Stream stream, DatasetOptions options, Action<Utf8JsonWriter, ToolDefinition> writeTool) : ToolRowWriter(stream, options, writeTool)
{
    // Rows of others have one result to several calls.
    /// <inheritdoc/>
    protected override IReadOnlyList<ChatTurn> TurnsOf(DatasetRow row) => ChatTurns.Of(row, answersAll: false);

    /// <summary>Writes a turn.</summary>
    protected static void WriteTurn(Utf8JsonWriter json, ReadOnlySpan<byte> from, ReadOnlySpan<byte> value)
    {
        json.WriteStartObject();
        json.WriteString("from"u8, from);
        json.WriteString("value"u8, value);
        json.WriteEndObject();
    }

    /// <inheritdoc cref="WriteTurn(Utf8JsonWriter, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    protected static void WriteTurn(Utf8JsonWriter json, ReadOnlySpan<byte> from, string value)
    {
        json.WriteStartObject();
        json.WriteString("from"u8, from);
        json.WriteString("value"u8, value);
        json.WriteEndObject();
    }
}
