using System.Text;
using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Evaluation;

/// <summary>
/// The calls that a model writes as text: between &lt;tool_call&gt; and &lt;/tool_call&gt; (Hermes, Qwen), behind [TOOL_CALLS]
/// (Mistral), in a code fence, or as bare JSON; an object or a list, {"name", "arguments"} or {"function": {…}}, arguments as an
/// object or as a string that holds one. JSON without a mark is a call only if it has a name and
/// arguments.
/// </summary>
/// <param name="Calls">The calls, in order.</param>
/// <param name="Rest">The words around them.</param>
/// <param name="IsBroken">Whether there is something that was to be a call and cannot be read.</param>
internal sealed record WrittenCalls(IReadOnlyList<ToolCall> Calls, string Rest, bool IsBroken)
{
    private const int Deepest = 32;

    // Each bracket that opens nothing is read to the end of the text.
    private const int MostFailures = 64;
    private const string Opening = "<tool_call>", Closing = "</tool_call>";

    private static readonly string[] Marks = ["[TOOL_CALLS]", "<|python_tag|>", "<function_calls>", "</function_calls>", "```json", "```tool_call", "```"];
    private static readonly string[] ArgumentKeys = ["arguments", "parameters", "args", "input"];

    /// <summary>Reads a reply.</summary>
    public static WrittenCalls Read(string text)
    {
        List<ToolCall> calls = [];
        StringBuilder rest = new();
        bool isBroken = false;
        int at = 0, failures = 0;
        while (at < text.Length)
        {
            int next = failures >= MostFailures ? -1 : text.AsSpan(at).IndexOfAny('{', '[') is >= 0 and var skip ? at + skip : -1;
            int block = text.IndexOf(Opening, at, StringComparison.OrdinalIgnoreCase);
            if (block >= 0 && (next < 0 || block < next))
            {
                rest.Append(text, at, block - at);
                at = ReadBlock(text, block + Opening.Length, calls, ref isBroken);
                continue;
            }

            if (next < 0)
                break;
            rest.Append(text, at, next - at);
            at = ReadBare(text, next, calls, rest) is { } end ? end : next + 1;
            failures += at == next + 1 ? 1 : 0;
        }

        if (at < text.Length)
            rest.Append(text, at, text.Length - at);
        string words = calls.Count > 0 ? Marks.Aggregate(rest.ToString(), (left, mark) => left.Replace(mark, " ", StringComparison.OrdinalIgnoreCase)) : rest.ToString();
        return new WrittenCalls(calls, words.Trim(), isBroken);
    }

    // A block says of itself that it is a call; the next one, or the end, ends one that was not closed.
    private static int ReadBlock(string text, int start, List<ToolCall> calls, ref bool isBroken)
    {
        int close = text.IndexOf(Closing, start, StringComparison.OrdinalIgnoreCase), open = text.IndexOf(Opening, start, StringComparison.OrdinalIgnoreCase);
        int end = close >= 0 && (open < 0 || close < open) ? close : open >= 0 ? open : text.Length;
        string inner = text[start..end].Trim();
        int json = inner.IndexOfAny(['{', '[']);
        if (json < 0 || !TolerantJson.TryParse(inner[json..], Deepest, out object? value) || !TryAdd(value, calls, isMarked: true))
        {
            isBroken = true;
            if (NameIn(inner) is { } name)
                calls.Add(new ToolCall(name, JsonValue.Object()));
        }

        return end == close ? close + Closing.Length : end;
    }

    private static int? ReadBare(string text, int start, List<ToolCall> calls, StringBuilder rest)
    {
        StringBuilder json = new();
        TolerantJson scanner = new(text, start, json);
        int count = calls.Count;
        if (scanner.ReadValue(Deepest, inObject: false) == ScanEnd.Complete && Parse(json.ToString()) is { } value && TryAdd(value, calls, isMarked: false))
            return scanner.At;

        calls.RemoveRange(count, calls.Count - count);
        rest.Append(text[start]);
        return null;
    }

    private static object? Parse(string json)
    {
        try
        {
            return JsonValue.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A list is calls only if all of it is.
    private static bool TryAdd(object? value, List<ToolCall> calls, bool isMarked)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> map when map.GetValueOrDefault("tool_calls") is IReadOnlyList<object?> inner:
                return TryAdd(inner, calls, isMarked);
            case IReadOnlyDictionary<string, object?> map when CallOf(map, isMarked) is { } call:
                calls.Add(call);
                return true;
            case IReadOnlyList<object?> { Count: > 0 } list:
                return list.All(item => TryAdd(item, calls, isMarked));
            default:
                return false;
        }
    }

    private static ToolCall? CallOf(IReadOnlyDictionary<string, object?> map, bool isMarked)
    {
        if (map.GetValueOrDefault("function") is IReadOnlyDictionary<string, object?> function)
            return CallOf(function, isMarked);
        if ((map.GetValueOrDefault("name") ?? map.GetValueOrDefault("function") ?? map.GetValueOrDefault("tool")) is not string { Length: > 0 } name)
            return null;
        if (ArgumentKeys.FirstOrDefault(map.ContainsKey) is not { } key)
            return isMarked ? new ToolCall(name, JsonValue.Object()) : null;
        return map[key] switch
        {
            IReadOnlyDictionary<string, object?> arguments => new ToolCall(name, arguments),
            string text when TolerantJson.TryParse(text, Deepest, out object? inner) && inner is IReadOnlyDictionary<string, object?> arguments => new ToolCall(name, arguments),
            null => new ToolCall(name, JsonValue.Object()),
            _ => null,
        };
    }

    private static string? NameIn(string block)
    {
        int at = block.IndexOf("\"name\"", StringComparison.Ordinal);
        string[] parts = at < 0 ? [] : block[(at + 6)..].TrimStart(' ', ':').Split('"');
        return parts.Length > 2 && parts[0].Length == 0 && Tools.ToolName.IsValid(parts[1]) ? parts[1] : null;
    }
}
