using System.Globalization;
using System.Text.Json;
using SynthGen.Tools;

namespace SynthGen.Datasets.Formats;

/// <summary>
/// Writes OpenAI chat rows: {"messages": […], "tools": […], "parallel_tool_calls": …}. Arguments are a JSON string. A
/// call's id is call_, the row's id and the call's number, so that a row that is read back has its id again.
/// </summary>
internal sealed class OpenAIWriter(Stream stream, DatasetOptions options) : FormatWriter(stream, options.SystemPrompt)
{
    // The API takes ids of at most 40 characters.
    private const int LongestRowId = 30;
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
        string rowId = IsPlain(row.Id) ? row.Id : RowKey.TextOf(row);
        json.WriteStartObject();
        json.WriteStartArray("messages"u8);
        MessageJson.WriteQuestion(json, system, row.Query);
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteStartArray("tool_calls"u8);
        for (int i = 0; i < row.Tools.Count; i++)
        {
            _text.Clear();
            _text.Add(row.Tools[i].Arguments);
            json.WriteStartObject();
            json.WriteString("id"u8, string.Create(CultureInfo.InvariantCulture, $"call_{rowId}_{i}"));
            MessageJson.WriteFunction(json, row.Tools[i].Name, _text.Written);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WritePropertyName("tools"u8);
        _tools.Write(json, offered);
        json.WriteBoolean("parallel_tool_calls"u8, row.Tools.Count > 1);
        json.WriteEndObject();
    }

    private static bool IsPlain(string id) => id.Length is > 0 and <= LongestRowId && id.All(char.IsAsciiLetterOrDigit);
}
