using System.Text.Json;
using SynthGen.Tools;

namespace SynthGen.Datasets.Formats;

/// <summary>
/// Writes rows for mistral-finetune: the assistant's turn has empty content, arguments are a JSON string, and call ids
/// are as <see cref="MistralCallIds"/> makes them.
/// </summary>
internal sealed class MistralWriter(Stream stream, DatasetOptions options, MistralCallIds ids) : FormatWriter(stream, options.SystemPrompt)
{
    private readonly ToolSampler _offer = new(options, name => ToolName.IsValid(name), ToolName.Rule);
    private readonly ToolListJson _tools = new(ToolListJson.WriteTyped);
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
        ulong key = RowKey.Of(row);
        json.WriteStartObject();
        json.WriteStartArray("messages"u8);
        MessageJson.WriteQuestion(json, system, row.Query);
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, ""u8);
        json.WriteStartArray("tool_calls"u8);
        for (int i = 0; i < row.Tools.Count; i++)
        {
            _text.Clear();
            _text.Add(row.Tools[i].Arguments);
            json.WriteStartObject();
            json.WriteString("id"u8, ids.Take(key, i));
            MessageJson.WriteFunction(json, row.Tools[i].Name, _text.Written);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WritePropertyName("tools"u8);
        _tools.Write(json, offered);
        json.WriteEndObject();
    }
}
