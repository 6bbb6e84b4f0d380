using System.Text.Json;
using SynthGen.Datasets.Formats.Writing;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Gemini;

/// <summary>Writes rows for Gemini tuning on Vertex AI: contents with functionCall parts, whose args are an object.</summary>
internal sealed class GeminiWriter(Stream stream, DatasetOptions options) : ToolRowWriter(stream, options, ToolListJson.WriteFunction, GeminiName.Rule)
{
    protected override void WriteMembers(Utf8JsonWriter json, SyntheticQuery row, string? system, IReadOnlyList<ToolDefinition> offered)
    {
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
        Tools.Write(json, offered);
        json.WriteEndObject();
        json.WriteEndArray();
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
