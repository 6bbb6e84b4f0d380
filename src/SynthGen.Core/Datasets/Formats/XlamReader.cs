using System.Text.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>Reads xLAM rows.</summary>
internal sealed class XlamReader : RowReader
{
    protected override SyntheticQuery ReadRow(JsonElement line)
    {
        PassOverOthers(line, "", "id", "query", "answers", "tools");
        string query = LineJson.Text(line, "query", "query");
        ToolCall[] calls = LineJson.Calls(TextOrRaw(line, "answers"), "answers");
        if (calls.Length == 0)
            throw new FormatException("'answers' has no call");

        using JsonDocument tools = LineJson.Parse(LineJson.TryGet(line, "tools", out _) ? TextOrRaw(line, "tools") : "[]", "tools");
        return new SyntheticQuery(query, calls, 0)
        {
            Id = IdOf(line)!,
            AvailableTools = [.. LineJson.Items(tools.RootElement).Select(tool => Tools.Get(tool, PythonParameters.ReadTool))],
        };
    }

    private static string? IdOf(JsonElement line) => !LineJson.TryGet(line, "id", out JsonElement id)
        ? null
        : id.ValueKind switch
        {
            JsonValueKind.String => id.GetString(),
            JsonValueKind.Number => id.GetRawText(),
            _ => throw new FormatException($"'id' must be a number or a string, not {LineJson.NameOf(id.ValueKind)}"),
        };

    private static string TextOrRaw(JsonElement line, string key)
    {
        if (!line.TryGetProperty(key, out JsonElement value))
            throw LineToken.Missing(key);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }
}
