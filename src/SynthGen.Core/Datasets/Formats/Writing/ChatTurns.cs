namespace SynthGen.Datasets.Formats.Writing;

/// <summary>
/// Makes the turns of a row, and refuses a row that no trainer learns from: one that does not begin with the user and end with
/// the model, or whose results answer no call.
/// </summary>
internal sealed class ChatTurns
{
    private readonly List<ChatTurn> _turns = [];
    private readonly List<(string Id, TurnCall Call)> _open = [];
    private readonly List<TurnResult> _results = [];
    private readonly bool _answersAll;
    private int _calls, _made;

    private ChatTurns(bool answersAll) => _answersAll = answersAll;

    /// <summary>Returns the turns of a row, without the system message.</summary>
    /// <param name="row">The row.</param>
    /// <param name="answersAll">Whether every call must have a result before the next turn.</param>
    /// <exception cref="NotSupportedException">The row is not one that trainers learn from; the message says why.</exception>
    public static IReadOnlyList<ChatTurn> Of(DatasetRow row, bool answersAll = true)
    {
        ChatTurns turns = new(answersAll);
        foreach (ConversationMessage message in row.GetTurns())
            turns.Add(message);
        turns.Complete();
        return turns._turns is [{ Role: MessageRole.User }, .., { Role: MessageRole.Assistant }]
            ? turns._turns
            : throw new NotSupportedException(turns._turns is [{ Role: MessageRole.User }, ..] ? "it does not end with the model's turn." : "it does not begin with the user's message.");
    }

    /// <summary>Whether turns are a query and the calls that follow, which is what a row of two turns holds.</summary>
    public static bool IsQuery(IReadOnlyList<ChatTurn> turns) => turns is [_, { Calls.Count: > 0, Text: null }];

    private void Add(ConversationMessage message)
    {
        switch (message.Role)
        {
            case MessageRole.Tool:
                AddResult(message);
                return;
            case MessageRole.System:
                throw new NotSupportedException("it has an instruction that is not its first message.");
            case MessageRole.Assistant when message.Calls.Count == 0 && string.IsNullOrWhiteSpace(message.Text):
                throw new NotSupportedException("a turn of the model has neither text nor calls.");
        }

        Complete();
        if (_answersAll && _open.Count > 0)
            throw new NotSupportedException($"it goes on before the call '{_open[0].Id}' has its result.");

        _open.Clear();
        TurnCall[] calls = [.. message.Calls.Select(call => new TurnCall(_calls++, call.ToToolCall()))];
        for (int i = 0; i < calls.Length; i++)
            _open.Add((message.Calls[i].Id, calls[i]));
        _made = calls.Length;
        _turns.Add(new ChatTurn(message.Role, calls.Length > 0 && string.IsNullOrWhiteSpace(message.Text) ? null : message.Text ?? "") { Calls = calls });
    }

    private void AddResult(ConversationMessage message)
    {
        int found = _open.FindIndex(open => open.Id == message.CallId);
        if (found < 0)
            throw new NotSupportedException($"it has a result of the call '{message.CallId}', which does not wait for one there.");
        TurnCall call = _open[found].Call;
        _open.RemoveAt(found);
        _results.Add(new TurnResult(call.Index, call.Call.Name, message.Text ?? ""));
    }

    private void Complete()
    {
        if (_results.Count == 0)
            return;
        _turns.Add(new ChatTurn(MessageRole.Tool, null) { Results = [.. _results.OrderBy(result => result.Index)], Answered = _made });
        _results.Clear();
    }
}
