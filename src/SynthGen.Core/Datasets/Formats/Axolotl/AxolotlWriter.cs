using System.Text.Json;
using SynthGen.Datasets.Formats.Messages;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Axolotl;

/// <summary>
/// Writes rows for Axolotl's chat_template: like TRL's, but with arguments and parameters as JSON strings, which Axolotl
/// parses. As objects they would get one type for all rows on loading, with keys that they never had.
/// </summary>
internal sealed class AxolotlWriter(Stream stream, DatasetOptions options) : MessagesWriter(stream, options, WriteTool)
{
    protected override bool NamesResults => true;

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
