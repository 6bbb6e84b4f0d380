using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>Writes rows for TRL: {"messages": […], "tools": […]}. Arguments are an object, and calls have no ids.</summary>
internal sealed class TrlWriter(Stream stream, DatasetOptions options) : FormatWriter(stream, options.SystemPrompt)
{
    private readonly ToolSampler _offer = new(options);
    private readonly ToolListJson _tools = new(ToolListJson.WriteTyped);

    public override void Dispose()
    {
        base.Dispose();
        _tools.Dispose();
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
            json.WriteStartObject();
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, call.Name);
            json.WritePropertyName("arguments"u8);
            JsonValue.Write(json, call.Arguments);
            json.WriteEndObject();
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
