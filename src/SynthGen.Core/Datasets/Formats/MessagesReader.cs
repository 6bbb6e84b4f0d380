using System.Text.Json;
using System.Text.RegularExpressions;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats;

/// <summary>
/// Reads rows of chat messages, as OpenAI, TRL, Mistral and Axolotl have them: arguments, parameters and the list of tools
/// may be strings that hold JSON or the values themselves.
/// </summary>
internal sealed partial class MessagesReader : TrainerRowReader
{
    protected override SyntheticQuery ReadRow(JsonElement line)
    {
        PassOverOthers(line, "", "messages", "tools", "parallel_tool_calls");
        string? system = null, query = null;
        List<ToolCall> calls = [];
        string? id = null;
        int turn = 0;
        foreach (JsonElement message in JsonElementReader.Get(line, "messages", JsonValueKind.Array, "messages").EnumerateArray())
        {
            string role = JsonElementReader.Text(JsonElementReader.Object(message, "a message"), "role", "messages[].role");
            if (calls.Count > 0)
                PassOver("messages after the calls");
            else if (role is "system" or "developer" && turn == 0)
                system = JsonElementReader.Text(message, "content", "messages[].content");
            else if (role == "user" && query is null)
                query = JsonElementReader.Text(message, "content", "messages[].content");
            else if (role == "assistant" && query is not null && JsonElementReader.TryGet(message, "tool_calls", out _))
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
        if (JsonElementReader.TryGet(message, "content", out JsonElement content) && (content.ValueKind != JsonValueKind.String || !content.ValueEquals("")))
            PassOver("messages[].content beside tool_calls");

        string? id = null;
        foreach (JsonElement call in JsonElementReader.Get(message, "tool_calls", JsonValueKind.Array, "messages[].tool_calls").EnumerateArray())
        {
            JsonElement function = JsonElementReader.Get(JsonElementReader.Object(call, "a call in 'tool_calls'"), "function", JsonValueKind.Object, "messages[].tool_calls[].function");
            if (calls.Count == 0 && JsonElementReader.TryGet(call, "id", out JsonElement given) && given.ValueKind == JsonValueKind.String &&
                RowIdInCallId().Match(given.GetString()!) is { Success: true } match)
            {
                id = match.Groups[1].Value;
            }

            calls.Add(new ToolCall(
                JsonElementReader.Text(function, "name", "messages[].tool_calls[].function.name"),
                JsonElementReader.Arguments(function, "arguments", "messages[].tool_calls[].function.arguments")));
        }

        return id;
    }

    private IReadOnlyList<ToolDefinition> ReadTools(JsonElement line)
    {
        if (!JsonElementReader.TryGet(line, "tools", out JsonElement tools))
            return [];
        if (tools.ValueKind == JsonValueKind.String)
        {
            using JsonDocument inner = JsonElementReader.Parse(tools.GetString()!, "tools");
            return [.. JsonElementReader.Items(inner.RootElement).Select(tool => Tools.Get(tool, SharedTools.ReadFunction))];
        }

        return [.. JsonElementReader.Get(line, "tools", JsonValueKind.Array, "tools").EnumerateArray().Select(tool => Tools.Get(tool, SharedTools.ReadFunction))];
    }

    // As OpenAIWriter makes them.
    [GeneratedRegex("^call_([A-Za-z0-9]{1,30})_0$")]
    private static partial Regex RowIdInCallId();
}
