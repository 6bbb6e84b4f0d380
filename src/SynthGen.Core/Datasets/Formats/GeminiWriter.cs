using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>Writes rows for Gemini tuning on Vertex AI: contents with functionCall parts, whose args are an object.</summary>
internal sealed class GeminiWriter(Stream stream, DatasetOptions options) : FormatWriter(stream, options.SystemPrompt)
{
    private readonly ToolSampler _offer = new(options, GeminiName.IsValid, GeminiName.Rule);
    private readonly ToolListJson _tools = new(ToolListJson.WriteFunction);

    public override void Dispose()
    {
        base.Dispose();
        _tools.Dispose();
    }

    protected override void WriteRow(Utf8JsonWriter json, SyntheticQuery row, string? system)
    {
        IReadOnlyList<ToolDefinition> offered = _offer.Of(row);
        json.WriteStartObject();
        if (system is not null)
        {
            json.WritePropertyName("systemInstruction"u8);
            WriteText(json, "system"u8, system);
        }

        json.WriteStartArray("contents"u8);
        WriteText(json, "user"u8, row.Query);
        json.WriteStartObject();
        json.WriteString("role"u8, "model"u8);
        json.WriteStartArray("parts"u8);
        foreach (ToolCall call in row.Tools)
        {
            json.WriteStartObject();
            json.WriteStartObject("functionCall"u8);
            json.WriteString("name"u8, call.Name);
            json.WritePropertyName("args"u8);
            JsonValue.Write(json, call.Arguments);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("tools"u8);
        json.WriteStartObject();
        json.WritePropertyName("functionDeclarations"u8);
        _tools.Write(json, offered);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteStartArray("parts"u8);
        json.WriteStartObject();
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
