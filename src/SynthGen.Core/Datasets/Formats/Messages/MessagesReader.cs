using System.Text.Json;
using System.Text.RegularExpressions;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Messages;

/// <summary>
/// Reads rows of chat messages, as OpenAI, TRL, Mistral and Axolotl define them: arguments, parameters and the list of tools
/// may be JSON strings or the values themselves.
/// </summary>
internal sealed partial class MessagesReader() : TurnsReader("messages", "no message is a user's", "no message has 'tool_calls'")
{
    protected override void Begin(JsonElement line, RowDraft row) => PassOverOthers(line, "", "messages", "tools", "parallel_tool_calls");

    protected override Turn Identify(JsonElement element)
    {
        string role = JsonElementReader.Text(JsonElementReader.Object(element, "a message"), "role", "messages[].role");
        TurnKind kind = role switch
        {
            "system" or "developer" => TurnKind.System,
            "user" => TurnKind.Query,
            "assistant" when JsonElementReader.TryGet(element, "tool_calls", out _) => TurnKind.Calls,
            _ => TurnKind.Other,
        };
        return new Turn(kind, role, element);
    }

    protected override string TextOf(Turn turn) => JsonElementReader.Text(turn.Json, "content", "messages[].content");

    protected override void ReadCalls(Turn turn, RowDraft row)
    {
        PassOverOthers(turn.Json, "messages[].", "role", "content", "tool_calls");
        if (JsonElementReader.TryGet(turn.Json, "content", out JsonElement content) && (content.ValueKind != JsonValueKind.String || !content.ValueEquals("")))
            PassOver("messages[].content beside tool_calls");

        row.Id = null;
        foreach (JsonElement call in JsonElementReader.Get(turn.Json, "tool_calls", JsonValueKind.Array, "messages[].tool_calls").EnumerateArray())
        {
            JsonElement function = JsonElementReader.Get(JsonElementReader.Object(call, "a call in 'tool_calls'"), "function", JsonValueKind.Object, "messages[].tool_calls[].function");
            if (row.Calls.Count == 0 && JsonElementReader.TryGet(call, "id", out JsonElement given) && given.ValueKind == JsonValueKind.String &&
                RowIdInCallId().Match(given.GetString()!) is { Success: true } match)
            {
                row.Id = match.Groups[1].Value;
            }

            row.Calls.Add(new ToolCall(
                JsonElementReader.Text(function, "name", "messages[].tool_calls[].function.name"),
                JsonElementReader.Arguments(function, "arguments", "messages[].tool_calls[].function.arguments")));
        }
    }

    protected override void End(JsonElement line, RowDraft row)
    {
        if (!JsonElementReader.TryGet(line, "tools", out JsonElement tools))
            return;

        if (tools.ValueKind == JsonValueKind.String)
        {
            using JsonDocument inner = JsonElementReader.Parse(tools.GetString()!, "tools");
            row.Tools = Tools.List(inner.RootElement, SharedTools.ReadFunction);
        }
        else
        {
            row.Tools = Tools.List(JsonElementReader.Get(line, "tools", JsonValueKind.Array, "tools"), SharedTools.ReadFunction);
        }
    }

    // The ids that the OpenAI format creates.
    [GeneratedRegex("^call_([A-Za-z0-9]{1,30})_0$")]
    private static partial Regex RowIdInCallId();
}
