using System.Text.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>
/// Writes rows for LLaMA-Factory, in its sharegpt formatting: {"conversations": [human, function_call], "tools": "…"}. Two
/// turns always: rows with an odd number are skipped there. A system message has a column of its own.
/// </summary>
internal sealed class LlamaFactoryWriter(Stream stream, DatasetOptions options) : FormatWriter(stream, options.SystemPrompt)
{
    private readonly ToolSampler _offer = new(options);
    private readonly ToolListJson _tools = new(ToolListJson.WriteFunction);
    private readonly EmbeddedJsonWriter _text = new();

    public override void Dispose()
    {
        base.Dispose();
        _tools.Dispose();
        _text.Dispose();
    }

    protected override void WriteRow(Utf8JsonWriter json, SyntheticQuery row, string? system)
    {
        IReadOnlyList<ToolDefinition> offered = _offer.Of(row);
        _text.Clear();
        if (row.Tools.Count == 1)
            _text.Add(row.Tools[0]);
        else
            _text.AddList(row.Tools);

        json.WriteStartObject();
        json.WriteStartArray("conversations"u8);
        MessageJson.Write(json, "from"u8, "human"u8, "value"u8, row.Query);
        json.WriteStartObject();
        json.WriteString("from"u8, "function_call"u8);
        json.WriteString("value"u8, _text.Written);
        json.WriteEndObject();
        json.WriteEndArray();
        if (system is not null)
            json.WriteString("system"u8, system);
        json.WritePropertyName("tools"u8);
        _tools.WriteText(json, offered);
        json.WriteEndObject();
    }
}
