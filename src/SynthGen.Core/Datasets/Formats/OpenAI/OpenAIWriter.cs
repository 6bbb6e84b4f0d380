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

    // The service refuses the flag of a row that offers no tools.
    protected override void WriteMembers(Utf8JsonWriter json, WrittenRow row)
    {
        base.WriteMembers(json, row);
        if (row.Tools.Count > 0)
            json.WriteBoolean("parallel_tool_calls"u8, row.Turns.Any(turn => turn.Calls.Count > 1));
    }

    protected override string?[] IdsOf(WrittenRow row, int count)
    {
        string rowId = IsPlain(row.Id) ? row.Id : row.Key;
        return [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"call_{rowId}_{i}"))];
    }

    private static bool IsPlain(string id) => id.Length is > 0 and <= LongestRowId && id.All(char.IsAsciiLetterOrDigit);
}
