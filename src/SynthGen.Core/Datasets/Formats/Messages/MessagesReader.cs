using System.Text.Json;
using System.Text.RegularExpressions;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Messages;

/// <summary>
/// Reads rows of chat messages, as OpenAI, TRL, Mistral and Axolotl define them: arguments, parameters, tools and the list of
/// tools may be JSON strings or the values themselves.
/// </summary>
internal partial class MessagesReader(string key = "messages") : TurnsReader(key, "no message is a user's", "no message is the assistant's")
{
    private const string Content = "messages[].content";

    protected override void Begin(JsonElement line, RowDraft row) => PassOverOthers(line, "", "messages", "tools", "parallel_tool_calls");

    protected override void ReadTurn(JsonElement element, RowDraft row)
    {
        string role = JsonElementReader.Text(JsonElementReader.Object(element, "a message"), "role", "messages[].role");
        PassOverOthers(element, "messages[].", "role", "content", "tool_calls", "tool_call_id", "name");
        switch (role)
        {
            case "system" or "developer" when row.Turn == 0:
                row.SystemPrompt = ContentOf(element);
                break;
            case "user":
                row.AddUser(ContentOf(element));
                break;
            case "assistant":
                ReadAssistant(element, row);
                break;
            case "tool":
                row.AddResult(ResultOf(element), TextOf(element, "tool_call_id"), TextOf(element, "name"));
                break;
            default:
                throw Another(row, $"of the role '{role}'");
        }
    }

    protected override void End(JsonElement line, RowDraft row)
    {
        if (!JsonElementReader.TryGet(line, "tools", out JsonElement tools))
            return;

        if (tools.ValueKind == JsonValueKind.String)
        {
            using JsonDocument inner = JsonElementReader.Parse(tools.GetString()!, "tools");
            row.Tools = Tools.List(inner.RootElement, ReadTool);
        }
        else
        {
            row.Tools = Tools.List(JsonElementReader.Get(line, "tools", JsonValueKind.Array, "tools"), ReadTool);
        }
    }

    private static void ReadAssistant(JsonElement message, RowDraft row)
    {
        List<ReadCall> calls = [];
        foreach (JsonElement call in JsonElementReader.TryGet(message, "tool_calls", out _) ? JsonElementReader.Get(message, "tool_calls", JsonValueKind.Array, "messages[].tool_calls").EnumerateArray() : [])
        {
            JsonElement function = JsonElementReader.Get(JsonElementReader.Object(call, "a call in 'tool_calls'"), "function", JsonValueKind.Object, "messages[].tool_calls[].function");
            string? id = TextOf(call, "id");
            if (row.Calls == 0 && calls.Count == 0 && id is not null && RowIdInCallId().Match(id) is { Success: true } match)
                row.Id = match.Groups[1].Value;
            calls.Add(new ReadCall(
                new ToolCall(
                    JsonElementReader.Text(function, "name", "messages[].tool_calls[].function.name"),
                    JsonElementReader.Arguments(function, "arguments", "messages[].tool_calls[].function.arguments")),
                id));
        }

        bool hasContent = JsonElementReader.TryGet(message, "content", out _);
        row.AddAssistant(calls.Count == 0 || hasContent ? ContentOf(message) : null, calls);
    }

    // A text, or a list of parts that are texts.
    private static string ContentOf(JsonElement message) => JsonElementReader.TryGet(message, "content", out JsonElement content) && PartsOf(content) is { } text
        ? text
        : JsonElementReader.Text(message, "content", Content);

    // Results that are no text are what a program gave.
    private static string ResultOf(JsonElement message) => message.TryGetProperty("content", out JsonElement content)
        ? PartsOf(content) ?? ResultValue.Read(content)
        : throw Utf8JsonReaderChecks.Missing(Content);

    private static string? PartsOf(JsonElement content) => content.ValueKind == JsonValueKind.Array && content.EnumerateArray().Select(part => TextOf(part, "text")).ToArray() is { Length: > 0 } texts && !texts.Contains(null)
        ? string.Concat(texts)
        : null;

    private static string? TextOf(JsonElement element, string key) =>
        JsonElementReader.TryGet(element, key, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    // NVIDIA's When2Call has each tool as a string.
    private static ToolDefinition ReadTool(JsonElement tool)
    {
        if (tool.ValueKind != JsonValueKind.String)
            return SharedTools.ReadFunction(tool);
        using JsonDocument inner = JsonElementReader.Parse(tool.GetString()!, "tools[]");
        return SharedTools.ReadFunction(inner.RootElement);
    }

    // The ids that the OpenAI format creates.
    [GeneratedRegex("^call_([A-Za-z0-9]{1,30})_0$")]
    private static partial Regex RowIdInCallId();
}
