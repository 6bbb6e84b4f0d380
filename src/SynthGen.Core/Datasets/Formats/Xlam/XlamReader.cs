using System.Text.Json;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Xlam;

/// <summary>Reads xLAM rows.</summary>
internal sealed class XlamReader : TrainerRowReader
{
    protected override DatasetRow ReadRow(JsonElement line)
    {
        PassOverOthers(line, "", "id", "query", "answers", "tools");
        string query = JsonElementReader.Text(line, "query", "query");
        ToolCall[] calls = JsonElementReader.Calls(TextOrRaw(line, "answers"), "answers");
        if (calls.Length == 0)
            throw new FormatException("'answers' has no call");

        using JsonDocument tools = JsonElementReader.Parse(JsonElementReader.TryGet(line, "tools", out _) ? TextOrRaw(line, "tools") : "[]", "tools");
        return new SyntheticQuery(query, calls, 0)
        {
            Id = IdOf(line)!,
            AvailableTools = Tools.List(tools.RootElement, PythonParameters.ReadTool),
        };
    }

    private static string? IdOf(JsonElement line) => !JsonElementReader.TryGet(line, "id", out JsonElement id)
        ? null
        : id.ValueKind switch
        {
            JsonValueKind.String => id.GetString(),
            JsonValueKind.Number => id.GetRawText(),
            _ => throw new FormatException($"'id' must be a number or a string, not {JsonElementReader.NameOf(id.ValueKind)}"),
        };

    private static string TextOrRaw(JsonElement line, string key)
    {
        if (!line.TryGetProperty(key, out JsonElement value))
            throw Utf8JsonReaderChecks.Missing(key);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }
}
