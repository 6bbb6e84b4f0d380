using System.Text.Json.Nodes;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;
using JsonValue = SynthGen.Json.JsonValue;

namespace SynthGen.Datasets.Formats.Canonical;

/// <summary>
/// The rules of SynthGen's own conversations: the turns are in order, every call has an id of its own and one answer, and the
/// first keys say what messages and pages say.
/// </summary>
internal sealed class ConversationRules
{
    private static readonly Rule MessagesMissing = Rule.Error("MessagesMissing", "Give the row a list of messages.");
    private static readonly Rule ContentMissing = Rule.Error("ContentMissing", "Give the message a content that is a string.");
    private static readonly Rule CallsNotAssistants = Rule.Error("CallsNotAssistants", "Give the calls to a message of the assistant.");
    private static readonly Rule DuplicateCallId = Rule.Error("DuplicateCallId", "Give each call of a conversation an id of its own: call_1, call_2, and so on.");
    private static readonly Rule ToolCallIdUnmatched = Rule.Error("ToolCallIdUnmatched", "Give the answer the id of the call that it answers.");
    private static readonly Rule CallUnanswered = Rule.Error("CallUnanswered", "Answer every call with a tool message before the next turn.");
    private static readonly Rule FirstKeyDiffers = Rule.Error("FirstKeyDiffers", "Let query, tools and page say what messages and pages say.");

    /// <summary>Checks a conversation.</summary>
    /// <param name="conversation">The conversation as it is read.</param>
    /// <param name="row">Its line, to be corrected.</param>
    /// <param name="report">The report.</param>
    public void Check(ToolConversation conversation, JsonObject row, LineReport report)
    {
        if (conversation.Messages.Count == 0)
        {
            report.Add(MessagesMissing, "$.messages", "The conversation has no messages.");
            return;
        }

        CheckMessages(conversation.Messages, row["messages"]!.AsArray(), report);
        CanonicalRules.CheckOffered(
            conversation,
            conversation.Messages.SelectMany((message, i) => message.Calls.Select((call, k) => (call.Name, $"$.messages[{i}].tool_calls[{k}].function.name"))),
            report);
        for (int i = 0; i < conversation.Pages.Count; i++)
        {
            ConversationPage page = conversation.Pages[i];
            CanonicalRules.CheckPlace(page.Label, page.Ordinal, page.Page, $"$.pages[{i}]", report);
        }

        CheckFirstKeys(conversation, row, report);
    }

    private static void CheckMessages(IReadOnlyList<ConversationMessage> messages, JsonArray nodes, LineReport report)
    {
        TurnOrder order = new("role", countsAnswers: false);
        CallIds ids = new(messages.SelectMany(message => message.Calls).Select(call => call.Id));
        for (int i = 0; i < messages.Count; i++)
        {
            ConversationMessage message = messages[i];
            string path = $"$.messages[{i}]";
            JsonObject node = nodes[i]!.AsObject();
            if (message.Role == MessageRole.Tool)
                CheckAnswer(message, node, ids, path, report);
            else if (ids.EndTurn() is { } open)
                report.Add(CallUnanswered, path, $"The call '{open}' is not answered before this turn.");
            CheckCalls(message, node, ids, path, report);
            if (message.Role != MessageRole.Assistant && message.Text is null)
                report.Add(ContentMissing, $"{path}.content", "The message has no content.");
            order.Add(RoleOf(message), path, report, message.Calls.Count > 0 ? message.Calls.Count : string.IsNullOrWhiteSpace(message.Text) ? 0 : 1);
        }

        if (ids.EndTurn() is { } last)
            report.Add(CallUnanswered, "$.messages", $"The call '{last}' is not answered.");
        order.Finish("$.messages", report);
    }

    private static TurnRole RoleOf(ConversationMessage message) => message.Role switch
    {
        MessageRole.System => TurnRole.System,
        MessageRole.User => TurnRole.User,
        MessageRole.Tool => TurnRole.Answers,
        _ => message.Calls.Count > 0 ? TurnRole.Calls : TurnRole.Text,
    };

    private static void CheckCalls(ConversationMessage message, JsonObject node, CallIds ids, string path, LineReport report)
    {
        if (message.Calls.Count > 0 && message.Role != MessageRole.Assistant)
        {
            report.Add(CallsNotAssistants, $"{path}.tool_calls", $"The message has calls, and its role is {node["role"]}.");
            return;
        }

        for (int k = 0; k < message.Calls.Count; k++)
        {
            string id = message.Calls[k].Id, place = $"{path}.tool_calls[{k}].id";
            JsonNode call = node["tool_calls"]![k]!;
            switch (ids.Open(id))
            {
                case CallIdUse.InTurn:
                    report.Add(DuplicateCallId, place, $"Another call of this turn has the id '{id}'.");
                    break;

                // It is certain whose the answers are, because they follow their calls.
                case CallIdUse.Earlier:
                    report.Add(DuplicateCallId, place, $"An earlier call has the id '{id}'.", () => call["id"] = ids.Rename(id));
                    break;
            }
        }
    }

    private static void CheckAnswer(ConversationMessage message, JsonObject node, CallIds ids, string path, LineReport report)
    {
        if (message.CallId is { } id && ids.Close(id) is { } now)
        {
            if (now != id) // The call's id was corrected.
                node["tool_call_id"] = now;
        }
        else if (message.CallId is null)
        {
            report.Add(ToolCallIdUnmatched, $"{path}.tool_call_id", "The answer names no call.", ids.CloseOnly() is { } only ? () => node["tool_call_id"] = only : null);
        }
        else
        {
            report.Add(ToolCallIdUnmatched, $"{path}.tool_call_id", $"No call before it has the id '{message.CallId}', or it was answered.");
        }
    }

    // The first keys are there for those who read nothing else; the rest is certain.
    private static void CheckFirstKeys(ToolConversation conversation, JsonObject row, LineReport report)
    {
        Compare("query", conversation.Query);
        Compare("tools", conversation.Tools.Select(call => (object?)JsonValue.Object(("name", call.Name), ("arguments", call.Arguments))).ToList().AsReadOnly());
        ConversationPage? first = conversation.Pages is [var page, ..] ? page : null;
        Compare("page", (long?)first?.Page);
        Compare("label", first?.GetPageKey("").Label, first?.Label);
        Compare("ordinal", first is null || first.Ordinal == first.Page ? null : (long)first.Ordinal, (long?)first?.Ordinal);

        // A label that is the number's digits, and an ordinal that is the number, may stand there or not.
        void Compare(string key, object? expected, object? same = null)
        {
            JsonNode? wanted = expected is null ? null : Node.Parse(JsonValue.ToJson(expected));
            if (JsonNode.DeepEquals(row[key], wanted) || (same is not null && JsonNode.DeepEquals(row[key], Node.Parse(JsonValue.ToJson(same)))))
                return;
            report.Add(FirstKeyDiffers, $"$.{key}", $"The {key} is another than that of the conversation.", () =>
            {
                if (wanted is null)
                    row.Remove(key);
                else
                    row[key] = wanted;
            });
        }
    }
}
