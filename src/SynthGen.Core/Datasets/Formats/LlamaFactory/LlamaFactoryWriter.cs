using System.Text.Json;
using SynthGen.Datasets.Formats.ShareGpt;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.LlamaFactory;

/// <summary>
/// Writes rows for LLaMA-Factory in its sharegpt formatting: {"conversations": [human, function_call], "tools": "…"}. There
/// are always two turns, because LLaMA-Factory skips rows with an odd number. A system message has its own column.
/// </summary>
internal sealed class LlamaFactoryWriter(Stream stream, DatasetOptions options) : ShareGptWriter(stream, options, ToolListJson.WriteFunction)
{
    protected override void WriteMembers(Utf8JsonWriter json, SyntheticQuery row, string? system, IReadOnlyList<ToolDefinition> offered)
    {
        json.WriteStartArray("conversations"u8);
        WriteTurns(json, row.Query, "function_call"u8, Text.OneOrListOf(row.Tools));
        json.WriteEndArray();
        if (system is not null)
            json.WriteString("system"u8, system);
        json.WritePropertyName("tools"u8);
        Tools.WriteText(json, offered);
    }
}
