using System.Globalization;

namespace SynthGen.Datasets.Formats.Reading;

/// <summary>A call as a line has it.</summary>
/// <param name="Call">The call.</param>
/// <param name="Id">Its id in the line; null if it has none.</param>
internal readonly record struct ReadCall(ToolCall Call, string? Id = null);

/// <summary>The parts of a row read so far. Calls get the ids of conversations, whatever the line calls them.</summary>
/// <param name="key">The key of the list of turns, for messages.</param>
internal sealed class RowDraft(string key)
{
    private readonly List<ConversationMessage> _messages = [];

    // The calls of the last turn that have no result yet: their ids here and in the line.
    private readonly List<(ConversationCall Call, string? Id)> _open = [];
    private int _calls;

    /// <summary>The id; null if the line has none.</summary>
    public string? Id { get; set; }

    /// <summary>The system message; null if there is none.</summary>
    public string? SystemPrompt { get; set; }

    /// <summary>The tools that the row offers.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; set; } = [];

    /// <summary>The number of the turn that is read, from 0.</summary>
    public int Turn { get; set; }

    /// <summary>How many calls wait for their results.</summary>
    public int Waiting => _open.Count;

    /// <summary>How many calls were read.</summary>
    public int Calls => _calls;

    /// <summary>The place of the turn that is read, for messages.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"'{key}[{Turn}]'");

    /// <summary>Adds a user's turn.</summary>
    public void AddUser(string text)
    {
        _open.Clear();
        _messages.Add(ConversationMessage.User(text));
    }

    /// <summary>Adds a turn of the model.</summary>
    /// <param name="text">What it says; null or blank if it only calls.</param>
    /// <param name="calls">Its calls; empty if it makes none.</param>
    public void AddAssistant(string? text, IReadOnlyList<ReadCall> calls)
    {
        _open.Clear();
        if (calls.Count == 0)
        {
            _messages.Add(ConversationMessage.Answer(text ?? ""));
            return;
        }

        ConversationCall[] numbered = ConversationCall.Number([.. calls.Select(call => call.Call)], _calls + 1);
        _calls += calls.Count;
        for (int i = 0; i < calls.Count; i++)
            _open.Add((numbered[i], calls[i].Id));
        _messages.Add(ConversationMessage.Calling(numbered, string.IsNullOrWhiteSpace(text) ? null : text));
    }

    /// <summary>Adds the result of a call: of that with the id, else of the first one that waits, with the name if there is such a one.</summary>
    /// <param name="text">The result.</param>
    /// <param name="id">The call's id in the line; null if the result has none.</param>
    /// <param name="name">The tool's name; null if the result has none.</param>
    /// <exception cref="FormatException">No call waits for the result.</exception>
    public void AddResult(string text, string? id = null, string? name = null)
    {
        bool byId = id is not null && _open.Exists(open => open.Id is not null);
        int found = byId ? _open.FindIndex(open => open.Id == id) : _open.FindIndex(open => open.Call.Name == name);
        if (found < 0 && !byId && _open.Count > 0)
            found = 0;
        if (found < 0)
            throw new FormatException(byId ? $"{Place} answers '{id}', which is no call that waits for a result" : $"{Place} is a result, and no call before it waits for one");
        _messages.Add(ConversationMessage.Result(_open[found].Call.Id, text));
        _open.RemoveAt(found);
    }

    /// <summary>Checks that there is something to learn.</summary>
    /// <param name="queryMissing">The problem of a line without a query.</param>
    /// <param name="answerMissing">The problem of a line in which the model has no turn.</param>
    /// <exception cref="FormatException">There is no query, or no turn of the model.</exception>
    public void CheckTurns(string queryMissing, string answerMissing)
    {
        if (!_messages.Exists(message => message.Role == MessageRole.User))
            throw new FormatException(queryMissing);
        if (!_messages.Exists(message => message.Role == MessageRole.Assistant))
            throw new FormatException(answerMissing);
    }

    /// <summary>Returns the row: a query and its calls, or a conversation if there is more.</summary>
    public DatasetRow ToRow()
    {
        if (_messages is [{ Role: MessageRole.User, Text: { } query }, { Text: null, Calls: { Count: > 0 } calls }])
            return new SyntheticQuery(query, [.. calls.Select(call => call.ToToolCall())], 0) { Id = Id!, SystemPrompt = SystemPrompt, AvailableTools = Tools };
        if (SystemPrompt is not null)
            _messages.Insert(0, ConversationMessage.System(SystemPrompt));
        return new ToolConversation([.. _messages]) { Id = Id!, AvailableTools = Tools };
    }
}
