using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>
/// Writes rows for Axolotl's chat_template: TRL's, but with arguments and parameters as JSON strings, which Axolotl parses.
/// As objects they would be brought to one type over all rows when they are loaded, and get keys that they never had.
/// </summary>
internal sealed class AxolotlWriter(Stream stream, DatasetOptions options) : FormatWriter(stream, options.SystemPrompt)
{
    private readonly ToolSampler _offer = new(options);
    private readonly ToolListJson _tools = new(WriteTool);
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
        json.WriteStartObject();
        json.WriteStartArray("messages"u8);
        MessageJson.WriteQuestion(json, system, row.Query);
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteStartArray("tool_calls"u8);
        foreach (ToolCall call in row.Tools)
        {
            _text.Clear();
            _text.Add(call.Arguments);
            json.WriteStartObject();
            MessageJson.WriteFunction(json, call.Name, _text.Written);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WritePropertyName("tools"u8);
        _tools.Write(json, offered);
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, ToolDefinition tool)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, tool.Name);
        json.WriteString("description"u8, tool.Description);
        json.WriteString("parameters"u8, JsonValue.ToJson(tool.Parameters));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
