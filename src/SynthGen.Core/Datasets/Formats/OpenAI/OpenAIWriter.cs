using System.Globalization;
using System.Text.Json;
using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.OpenAI;

/// <summary>
/// Writes OpenAI chat rows: {"messages": […], "tools": […], "parallel_tool_calls": …}. Arguments are a JSON string. A call's
/// id is call_, the row's id and the call's number, so that a row keeps its id when it is read back.
/// </summary>
internal sealed class OpenAIWriter(Stream stream, DatasetOptions options) : MessagesWriter(stream, options, ToolListJson.WriteTyped, ToolNameRule.OpenAI)
{
    // The API accepts ids of at most 40 characters.
    private const int LongestRowId = 30;

    protected override void WriteMembers(Utf8JsonWriter json, SyntheticQuery row, string? system, IReadOnlyList<ToolDefinition> offered)
    {
        base.WriteMembers(json, row, system, offered);
        json.WriteBoolean("parallel_tool_calls"u8, row.Tools.Count > 1);
    }

    protected override void WriteCalls(Utf8JsonWriter json, SyntheticQuery row)
    {
        string rowId = IsPlain(row.Id) ? row.Id : RowKey.TextOf(row);
        for (int i = 0; i < row.Tools.Count; i++)
            WriteCall(json, string.Create(CultureInfo.InvariantCulture, $"call_{rowId}_{i}"), row.Tools[i]);
    }

    private static bool IsPlain(string id) => id.Length is > 0 and <= LongestRowId && id.All(char.IsAsciiLetterOrDigit);
}
