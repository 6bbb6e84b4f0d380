using System.Globalization;
using System.Text.Json;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Generation.Replies;

/// <summary>Reads one row from its JSON, with any of the names that models give to its members.</summary>
internal sealed class ReplyRowReader(ReplyDraft draft)
{
    /// <summary>Reads a row; each missing part becomes a complaint.</summary>
    /// <exception cref="InvalidOperationException">A string holds an unpaired surrogate.</exception>
    public void Read(JsonElement element, int row)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            draft.Complain(ReplyError.NotARow, row);
            return;
        }

        string query = Find(element, ReplyKeys.Query) is { ValueKind: JsonValueKind.String } text ? text.GetString()!.Trim() : "";
        if (query.Length == 0)
            draft.Complain(ReplyError.MissingQuery, row, ".query");

        List<ToolCall>? calls = [];
        if (Find(element, ReplyKeys.Tools) is { ValueKind: not JsonValueKind.String } tools)
            calls = ReadCalls(tools, row);
        else if (ReplyKeys.TryFind(element, ReplyKeys.Name, out _, out _))
            calls = ReadCallInRow(element, row);
        if (calls is { Count: 0 })
            draft.Complain(ReplyError.MissingTools, row, ".tools");

        string quote = Find(element, ReplyKeys.Evidence) is { } evidence ? ReadQuote(evidence) : "";
        if (quote.Length == 0)
            draft.Complain(ReplyError.MissingEvidence, row, ".evidence");

        if (query.Length > 0 && calls is { Count: > 0 } && quote.Length > 0)
            draft.Add(new ReplyRow(row, query, calls.AsReadOnly(), quote, ReadSlot(element)));
    }

    // A row without a usable number is a row all the same.
    private int? ReadSlot(JsonElement element)
    {
        if (Find(element, ReplyKeys.Slot) is not { } slot)
            return null;

        draft.IsSalvaged |= slot.ValueKind != JsonValueKind.Number;
        return slot.ValueKind switch
        {
            JsonValueKind.Number => slot.TryGetInt32(out int number) ? number : null,
            JsonValueKind.String => int.TryParse(slot.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null,
            _ => null,
        };
    }

    /// <summary>Returns the calls, or null if there is a complaint about one of them.</summary>
    private List<ToolCall>? ReadCalls(JsonElement tools, int row)
    {
        if (tools.ValueKind != JsonValueKind.Array)
        {
            draft.IsSalvaged = true;
            return tools.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? [] :
                ReadCall(tools, row, ".tools") is { } only ? [only] : null;
        }

        List<ToolCall> calls = new(tools.GetArrayLength());
        bool complete = true;
        int index = 0;
        foreach (JsonElement tool in tools.EnumerateArray())
        {
            if (ReadCall(tool, row, $".tools[{index++}]") is { } call)
                calls.Add(call);
            else
                complete = false;
        }

        return complete ? calls : null;
    }

    /// <summary>
    /// Reads a row that is its only call as well: {"query": …, "tool": "full_text_search", "arguments": …}.
    /// </summary>
    private List<ToolCall>? ReadCallInRow(JsonElement element, int row)
    {
        draft.IsSalvaged = true;
        if (Find(element, ReplyKeys.Name) is not { ValueKind: JsonValueKind.String } name || name.GetString()!.Trim() is not { Length: > 0 } called)
            return [];
        if (!ReplyKeys.TryFind(element, ReplyKeys.Arguments, out _, out _))
            return [new ToolCall(called, JsonValue.Object())];
        return ReadArguments(element, row, ".tools") is { } arguments ? [new ToolCall(called, arguments)] : null;
    }

    private ToolCall? ReadCall(JsonElement tool, int row, string path)
    {
        if (tool.ValueKind == JsonValueKind.String && tool.GetString()!.Trim() is { Length: > 0 } bare)
        {
            draft.IsSalvaged = true;
            return new ToolCall(bare, JsonValue.Object());
        }

        if (tool.ValueKind == JsonValueKind.Object)
        {
            // {"type": "function", "function": {"name": …, "arguments": …}}
            if (tool.TryGetProperty("function", out JsonElement function) && function.ValueKind == JsonValueKind.Object)
            {
                draft.IsSalvaged = true;
                tool = function;
            }

            if (Find(tool, ReplyKeys.Name) is { ValueKind: JsonValueKind.String } name && name.GetString()!.Trim() is { Length: > 0 } called)
                return ReadArguments(tool, row, path) is { } arguments ? new ToolCall(called, arguments) : null;

            // {"full_text_search": {"query": …}}
            if (IsNamedByKey(tool, out JsonProperty member))
            {
                draft.IsSalvaged = true;
                return new ToolCall(member.Name, (IReadOnlyDictionary<string, object?>)JsonValue.Read(member.Value)!);
            }
        }

        draft.Complain(ReplyError.MissingToolName, row, path + ".name");
        return null;
    }

    private static bool IsNamedByKey(JsonElement tool, out JsonProperty member)
    {
        member = default;
        if (tool.GetPropertyCount() != 1)
            return false;

        member = tool.EnumerateObject().First();
        return member.Value.ValueKind == JsonValueKind.Object && ToolName.IsValid(member.Name) &&
            !ReplyKeys.Has(ReplyKeys.Arguments, member.Name);
    }

    private IReadOnlyDictionary<string, object?>? ReadArguments(JsonElement tool, int row, string path)
    {
        if (Find(tool, ReplyKeys.Arguments) is not { } arguments)
            return ReadLooseArguments(tool);

        object? value = JsonValue.Read(arguments);
        if (value is string { } text)
        {
            draft.IsSalvaged = true;
            value = string.IsNullOrWhiteSpace(text) ? null : TolerantJson.TryParse(text, ReplyParser.DeepestRow, out object? parsed) ? parsed : text;
        }

        if ((value ?? JsonValue.Object()) is IReadOnlyDictionary<string, object?> map)
            return map;

        draft.Complain(ReplyError.BadArguments, row, path + ".arguments");
        return null;
    }

    /// <summary>Reads arguments beside the name: {"name": "full_text_search", "query": …}.</summary>
    private IReadOnlyDictionary<string, object?> ReadLooseArguments(JsonElement tool)
    {
        draft.IsSalvaged = true;
        List<(string, object?)> loose = [];
        foreach (JsonProperty member in tool.EnumerateObject())
        {
            if (!ReplyKeys.Has(ReplyKeys.Name, member.Name) && !ReplyKeys.Has(ReplyKeys.CallExtras, member.Name))
                loose.Add((member.Name, JsonValue.Read(member.Value)));
        }

        return JsonValue.Object([.. loose]);
    }

    private string ReadQuote(JsonElement evidence)
    {
        switch (evidence.ValueKind)
        {
            case JsonValueKind.String:
                return evidence.GetString()!.Trim();
            case JsonValueKind.Object:
                draft.IsSalvaged = true;
                return ReplyKeys.TryFind(evidence, ReplyKeys.Quote, out JsonElement quote, out _) ? ReadQuote(quote) : "";
            case JsonValueKind.Array:
                draft.IsSalvaged = true;
                return string.Join(" \u2026 ", evidence.EnumerateArray().Select(ReadQuote).Where(quote => quote.Length > 0));
            default:
                return "";
        }
    }

    private JsonElement? Find(JsonElement element, string[] names)
    {
        if (!ReplyKeys.TryFind(element, names, out JsonElement value, out bool asAsked))
            return null;

        draft.IsSalvaged |= !asAsked;
        return value;
    }
}
