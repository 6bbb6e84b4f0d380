using System.Text.Json;
using System.Text.RegularExpressions;

namespace SynthGen.Datasets.Formats;

/// <summary>
/// Reads rows of chat messages, as OpenAI, TRL, Mistral and Axolotl have them: arguments, parameters and the list of tools
/// may be strings that hold JSON or the values themselves.
/// </summary>
internal sealed partial class MessagesReader : RowReader
{
    protected override SyntheticQuery ReadRow(JsonElement line)
    {
        PassOverOthers(line, "", "messages", "tools", "parallel_tool_calls");
        string? system = null, query = null;
        List<ToolCall> calls = [];
        string? id = null;
        int turn = 0;
        foreach (JsonElement message in LineJson.Get(line, "messages", JsonValueKind.Array, "messages").EnumerateArray())
        {
            string role = LineJson.Text(LineJson.Object(message, "a message"), "role", "messages[].role");
            if (calls.Count > 0)
                PassOver("messages after the calls");
            else if (role is "system" or "developer" && turn == 0)
                system = LineJson.Text(message, "content", "messages[].content");
            else if (role == "user" && query is null)
                query = LineJson.Text(message, "content", "messages[].content");
            else if (role == "assistant" && query is not null && LineJson.TryGet(message, "tool_calls", out _))
                id = ReadCalls(message, calls);
            else
                throw new FormatException($"a row is a query and its calls, but 'messages[{turn}]' is another turn of the role '{role}'");
            turn++;
        }

        if (query is null)
            throw new FormatException("no message is a user's");
        if (calls.Count == 0)
            throw new FormatException("no message has 'tool_calls'");
        return new SyntheticQuery(query, [.. calls], 0) { Id = id!, SystemPrompt = system, AvailableTools = ReadTools(line) };
    }

    // Gives the row's id, if it is in the calls' ids.
    private string? ReadCalls(JsonElement message, List<ToolCall> calls)
    {
        PassOverOthers(message, "messages[].", "role", "content", "tool_calls");
        if (LineJson.TryGet(message, "content", out JsonElement content) && (content.ValueKind != JsonValueKind.String || !content.ValueEquals("")))
            PassOver("messages[].content beside tool_calls");

        string? id = null;
        foreach (JsonElement call in LineJson.Get(message, "tool_calls", JsonValueKind.Array, "messages[].tool_calls").EnumerateArray())
        {
            JsonElement function = LineJson.Get(LineJson.Object(call, "a call in 'tool_calls'"), "function", JsonValueKind.Object, "messages[].tool_calls[].function");
            if (calls.Count == 0 && LineJson.TryGet(call, "id", out JsonElement given) && given.ValueKind == JsonValueKind.String &&
                RowIdInCallId().Match(given.GetString()!) is { Success: true } match)
            {
                id = match.Groups[1].Value;
            }

            calls.Add(new ToolCall(
                LineJson.Text(function, "name", "messages[].tool_calls[].function.name"),
                LineJson.Arguments(function, "arguments", "messages[].tool_calls[].function.arguments")));
        }

        return id;
    }

    private IReadOnlyList<ToolDefinition> ReadTools(JsonElement line)
    {
        if (!LineJson.TryGet(line, "tools", out JsonElement tools))
            return [];
        if (tools.ValueKind == JsonValueKind.String)
        {
            using JsonDocument inner = LineJson.Parse(tools.GetString()!, "tools");
            return [.. LineJson.Items(inner.RootElement).Select(tool => Tools.Get(tool, SharedTools.ReadFunction))];
        }

        return [.. LineJson.Get(line, "tools", JsonValueKind.Array, "tools").EnumerateArray().Select(tool => Tools.Get(tool, SharedTools.ReadFunction))];
    }

    // As OpenAIWriter makes them.
    [GeneratedRegex("^call_([A-Za-z0-9]{1,30})_0$")]
    private static partial Regex RowIdInCallId();
}
