using System.Text.Json;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.ShareGpt;

/// <summary>Base of the readers of ShareGPT conversations, whose turns are {"from", "value"}.</summary>
/// <param name="answerMissing">The problem of a line in which the model has no turn.</param>
internal abstract class ShareGptReader(string answerMissing) : TurnsReader("conversations", "no turn is from 'human'", answerMissing)
{
    protected sealed override void ReadTurn(JsonElement element, RowDraft row)
    {
        string from = JsonElementReader.Text(JsonElementReader.Object(element, "a turn"), "from", "conversations[].from");
        if (!TryRead(from, JsonElementReader.Text(element, "value", "conversations[].value"), row))
            throw Another(row, $"from '{from}'");
    }

    /// <summary>Reads a turn; false if a row has no place for one of its speaker there.</summary>
    protected abstract bool TryRead(string from, string value, RowDraft row);

    /// <summary>Reads the tools from a line's key of its own, as a list or as text that holds one.</summary>
    protected IReadOnlyList<ToolDefinition> ReadTools(JsonElement line, Func<string, JsonDocument> parse)
    {
        if (!JsonElementReader.TryGet(line, "tools", out JsonElement tools) || (tools.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(tools.GetString())))
            return [];

        using JsonDocument inner = parse(tools.ValueKind == JsonValueKind.String ? tools.GetString()! : tools.GetRawText());
        return Tools.List(inner.RootElement, SharedTools.ReadFunction);
    }
}
