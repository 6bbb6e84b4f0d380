using SynthGen.Tools;

namespace SynthGen.Quality.Conversations;

/// <summary>
/// Tests the structure of a conversation: the user begins, the assistant ends, every call is of a tool offered, fits its schema, is
/// made once and is answered once, at once and in order. Bad models have reasons of their own: the same call again (Loop), an
/// answer before the call (AnswerBeforeCall), the part of another (WritesUserTurn, WritesToolTurn).
/// </summary>
public sealed class ConversationSchemaGate(IToolSchemaValidator validator) : IConversationGate
{
    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.Schema;

    /// <inheritdoc/>
    public GateResult Test(TestedConversation row) => Order(row.Row) ?? Calls(row.Row) ?? Parts(row) ?? Gate.Pass(1);

    private GateResult? Order(ToolConversation row)
    {
        IReadOnlyList<ConversationMessage> messages = row.GetTurns();
        if (string.IsNullOrWhiteSpace(row.Query))
            return Gate.Fail("EmptyQuery", "The user says nothing.");
        if (messages[0].Role != MessageRole.User)
            return Gate.Fail("WrongOrder", $"The conversation begins with {messages[0].Role}.");

        Queue<string> open = new();
        HashSet<string> ids = new(StringComparer.Ordinal);
        for (int i = 0; i < messages.Count; i++)
        {
            ConversationMessage message = messages[i];
            MessageRole? before = i > 0 ? messages[i - 1].Role : null;
            if (message.Role != MessageRole.Tool && open.Count > 0)
                return Gate.Fail("UnansweredCall", $"The call '{open.Peek()}' has no result.");

            switch (message.Role)
            {
                case MessageRole.System:
                    return Gate.Fail("WrongOrder", "An instruction stands behind the first message.");
                case MessageRole.Tool when message.CallId is null || !ids.Contains(message.CallId):
                    return Gate.Fail("ResultWithoutCall", $"The result of '{message.CallId}' belongs to no call.");
                case MessageRole.Tool when !open.TryPeek(out string? next) || next != message.CallId:
                    return Gate.Fail(open.Contains(message.CallId!) ? "WrongOrder" : "ResultTwice", $"The result of '{message.CallId}' is not the next one.");
                case MessageRole.Tool:
                    open.Dequeue();
                    break;
                case MessageRole.User when before is not (null or MessageRole.Assistant):
                case MessageRole.Assistant when before is not (MessageRole.User or MessageRole.Tool):
                    return Gate.Fail("WrongOrder", $"{message.Role} follows {before}.");
            }

            if (message.Role != MessageRole.Tool && message.Calls.Count == 0 && string.IsNullOrWhiteSpace(message.Text))
                return Gate.Fail("EmptyMessage", $"A message of {message.Role} is empty.");
            if (message.Role != MessageRole.Assistant && message.Calls.Count > 0)
                return Gate.Fail("WrongOrder", $"{message.Role} makes a call.");
            foreach (ConversationCall call in message.Calls)
            {
                if (!ids.Add(call.Id))
                    return Gate.Fail("CallIdTwice", $"Two calls have the id '{call.Id}'.");
                open.Enqueue(call.Id);
            }
        }

        return open.Count > 0 ? Gate.Fail("UnansweredCall", $"The call '{open.Peek()}' has no result.")
            : messages[^1].Role != MessageRole.Assistant ? Gate.Fail("NoAnswer", $"The conversation ends with {messages[^1].Role}.")
            : null;
    }

    private GateResult? Calls(ToolConversation row)
    {
        IReadOnlyList<ToolDefinition> offered = row.AvailableTools.Count > 0 ? row.AvailableTools : BuiltInTools.All;
        Dictionary<string, int> made = new(StringComparer.Ordinal);
        for (int i = 0; i < row.Messages.Count; i++)
        {
            foreach (ConversationCall call in row.Messages[i].Calls)
            {
                if (offered.FirstOrDefault(tool => tool.Name == call.Name) is not { } tool)
                    return Gate.Fail("UnknownTool", $"There is no tool '{call.Name}'.");
                if (validator.CheckArguments(tool, call.Arguments) is [SchemaProblem problem, ..])
                    return Gate.Fail("BadArgument", $"The arguments of '{call.Name}' do not fit its schema at {problem}.");
                if (!made.TryAdd(call.ToString(), i))
                    return Gate.Fail(made[call.ToString()] == i ? "RepeatedCall" : "Loop", $"{call} is called twice.");
            }
        }

        return null;
    }

    private GateResult? Parts(TestedConversation row)
    {
        ConversationReading reading = row.Reading;
        foreach (SpokenText spoken in reading.AssistantTexts)
        {
            if (SpokenParts.Find(spoken.Text) is var (reason, text))
                return Gate.Fail(reason, $"The assistant writes '{text}', which is not its part.");
        }

        // Who asks back or lacks the tool speaks first.
        bool mayWait = row.Row.Kind is ConversationKind.Clarify or ConversationKind.NoTool or ConversationKind.MissingTool;
        return !mayWait && reading is { Steps: [var first, ..], AssistantTexts: [var answer, ..] } && answer.Message < first.Message && !answer.Text.TrimEnd().EndsWith('?')
            ? Gate.Fail("AnswerBeforeCall", "The assistant answers before it has called a tool.")
            : null;
    }
}
