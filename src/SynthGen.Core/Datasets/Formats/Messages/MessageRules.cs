using System.Text.Json.Nodes;
using SynthGen.Datasets.Validation;

namespace SynthGen.Datasets.Formats.Messages;

/// <summary>The rules that all formats of chat messages share; derived classes add their own.</summary>
internal abstract class MessageRules : FormatRules
{
    private static readonly string[] Roles = ["system", "developer", "user", "assistant", "tool"];
    private static readonly Rule MessagesMissing = Rule.Error("MessagesMissing", "Give the row a list of messages.");
    private static readonly Rule UnknownRole = Rule.Error("UnknownRole", "Use system, user, assistant or tool.");
    private static readonly Rule ContentMissing = Rule.Error("ContentMissing", "Give the message a content that is a string.");
    private static readonly Rule CallBroken = Rule.Error("CallBroken", "A call is {\"type\": \"function\", \"function\": {\"name\": …, \"arguments\": …}}.");
    private static readonly Rule ToolCallIdUnmatched = Rule.Error("ToolCallIdUnmatched", "Give the answer the id of the call that it answers.");
    private static readonly Rule CallUnanswered = Rule.Error("CallUnanswered", "Answer every call with a tool message before the next turn, or end the row with the calls.");

    /// <summary>Whether calls have ids, to which answers refer.</summary>
    protected virtual bool HasIds => false;

    public override void Check(JsonObject row, LineReport report)
    {
        CheckKeys(row, report, "messages", "tools", "parallel_tool_calls");
        if (row["messages"] is not JsonArray { Count: > 0 } messages)
        {
            report.Add(MessagesMissing, "$.messages", row.ContainsKey("messages") ? "The messages are no list, or an empty one." : "There are no messages.");
            return;
        }

        CheckMessages(row, messages.Select((message, i) => (message, $"$.messages[{i}]")), "$.messages", report);
    }

    /// <summary>Checks a list of messages, and the tools of its row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="messages">The messages with their places.</param>
    /// <param name="whole">The place of the list.</param>
    /// <param name="report">The report.</param>
    protected void CheckMessages(JsonObject row, IEnumerable<(JsonNode? Message, string Path)> messages, string whole, LineReport report)
    {
        HashSet<string>? offered = ChatTools.Check(row, Tools, report, Offer);
        Conversation talk = new();
        TurnOrder order = new("role", countsAnswers: !HasIds);
        bool areKnown = true;
        foreach ((JsonNode? node, string path) in messages)
        {
            if (node is JsonObject message && Node.Text(message["role"]) is { } role && Roles.Contains(role))
            {
                CheckMessage(message, role, path, offered, talk, report);
                AddTurn(message, role, path, order, report);
            }
            else
            {
                areKnown = false;
                report.Add(UnknownRole, $"{path}.role", $"The message has the role {Node.ToJson((node as JsonObject)?["role"])}.");
            }
        }

        if (areKnown)
            order.Finish(whole, report, SeveralSystemMessages);
    }

    /// <summary>The form of the format's list of tools.</summary>
    protected abstract ToolsForm Tools { get; }

    /// <summary>Checks the id and arguments of a call.</summary>
    /// <param name="call">The call; its function has a name.</param>
    /// <param name="path">The call's place.</param>
    /// <param name="talk">The conversation before it.</param>
    /// <param name="report">The report.</param>
    protected abstract void CheckCall(JsonObject call, string path, Conversation talk, LineReport report);

    /// <summary>Checks a turn of the assistant that has calls.</summary>
    protected virtual void CheckCallTurn(JsonObject message, string path, LineReport report)
    {
    }

    /// <summary>The rule that a row has one system message.</summary>
    protected virtual Rule SeveralSystemMessages => TurnOrder.SeveralSystemMessages;

    private static void AddTurn(JsonObject message, string role, string path, TurnOrder order, LineReport report)
    {
        if (role != "assistant")
            order.Add(role switch { "user" => TurnRole.User, "tool" => TurnRole.Answers, _ => TurnRole.System }, path, report);
        else if (message["tool_calls"] is JsonArray { Count: > 0 and var count })
            order.Add(TurnRole.Calls, path, report, count);
        else
            order.Add(TurnRole.Text, path, report, message["content"] is JsonArray { Count: > 0 } || !string.IsNullOrWhiteSpace(Node.Text(message["content"])) ? 1 : 0);
    }

    private void CheckMessage(JsonObject message, string role, string path, HashSet<string>? offered, Conversation talk, LineReport report)
    {
        if (role == "tool")
        {
            CheckAnswer(message, path, talk, report);
        }
        else if (HasIds && talk.Open.Count > 0)
        {
            report.Add(CallUnanswered, path, $"The call '{talk.Open.First()}' is not answered before this turn.");
        }

        if (role != "tool")
            talk.Open.Clear();

        if (role == "assistant" && message["tool_calls"] is { } calls)
        {
            CheckCallTurn(message, path, report);
            CheckCalls(calls, $"{path}.tool_calls", offered, talk, report);
        }
        else if (message["content"] is not (JsonArray or JsonValue) || (message["content"] is JsonValue && Node.Text(message["content"]) is null))
        {
            report.Add(ContentMissing, $"{path}.content", $"The content is {Node.NameOf(message["content"])}.");
        }
    }

    private void CheckCalls(JsonNode calls, string path, HashSet<string>? offered, Conversation talk, LineReport report)
    {
        if (calls is not JsonArray list)
        {
            report.Add(CallBroken, path, $"The calls are {Node.NameOf(calls)}, not a list.");
            return;
        }

        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] is JsonObject call && call["function"] is JsonObject function && Node.Text(function["name"]) is { } name)
            {
                CheckOffered(offered, name, $"{path}[{i}].function.name", report);
                CheckCall(call, $"{path}[{i}]", talk, report);
                if (Node.Text(call["id"]) is { } id)
                    talk.Open.Add(id);
            }
            else
            {
                report.Add(CallBroken, $"{path}[{i}]", "The call has no function with a name.");
            }
        }
    }

    private void CheckAnswer(JsonObject message, string path, Conversation talk, LineReport report)
    {
        string? id = Node.Text(message["tool_call_id"]);
        // Where ids are not needed, answers are counted, and those that are given have to match.
        if (!HasIds && (id is null || talk.Open.Count == 0))
            return;

        // If the call's id was corrected, so is the answer's.
        if (id is not null && talk.Renamed.TryGetValue(id, out string? renamed))
            message["tool_call_id"] = id = renamed;
        if (id is null || !talk.Open.Remove(id))
            report.Add(ToolCallIdUnmatched, $"{path}.tool_call_id", id is null ? "The answer names no call." : $"No call before it has the id '{id}', or it was answered.");
    }

    /// <summary>The state of a conversation.</summary>
    internal sealed class Conversation
    {
        /// <summary>The ids of calls without an answer.</summary>
        public HashSet<string> Open { get; } = new(StringComparer.Ordinal);

        /// <summary>The ids that calls had before they were corrected.</summary>
        public Dictionary<string, string> Renamed { get; } = new(StringComparer.Ordinal);
    }
}
