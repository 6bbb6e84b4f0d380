using SynthGen.Models;

namespace SynthGen.Conversations.Model;

/// <summary>One search of the assistant: the calls of one turn, with the pages that each one's result shows.</summary>
/// <param name="UserTurn">The number of user turns before it.</param>
/// <param name="Calls">The calls.</param>
/// <param name="Pages">The pages of each call's result.</param>
internal sealed record SearchTurn(int UserTurn, IReadOnlyList<ToolCall> Calls, IReadOnlyList<IReadOnlyList<ShownPage>> Pages)
{
    /// <summary>Whether one of the results shows a row's page.</summary>
    public bool Shows(SyntheticQuery row, string source) => Pages.Any(pages => Shows(pages, row, source));

    /// <summary>Whether a result shows a row's page.</summary>
    public static bool Shows(IReadOnlyList<ShownPage> pages, SyntheticQuery row, string source) =>
        pages.Any(page => page.Page == row.Page && page.Label == row.Label && (page.Source ?? source) == row.Source);
}

/// <summary>A conversation under way, as the dataset has it and as the two models see it. Not thread-safe.</summary>
/// <param name="source">The document.</param>
internal sealed class Transcript(string source)
{
    private readonly List<ConversationMessage> _messages = [];
    private readonly List<ChatTurn> _assistantView = [];
    private readonly List<SearchTurn> _searches = [];
    private int _calls;

    /// <summary>The messages so far.</summary>
    public IReadOnlyList<ConversationMessage> Messages => _messages;

    /// <summary>The turns as the assistant's model sees them, with the service's own ids and signatures.</summary>
    public IReadOnlyList<ChatTurn> AssistantView => _assistantView;

    /// <summary>The searches so far.</summary>
    public IReadOnlyList<SearchTurn> Searches => _searches;

    /// <summary>The user's turns so far.</summary>
    public int UserTurns => _messages.Count(message => message.Role == MessageRole.User);

    /// <summary>The document.</summary>
    public string Source => source;

    /// <summary>The answer to each user turn, in order: the last text of the assistant before the next one.</summary>
    public IReadOnlyList<string> Answers
    {
        get
        {
            List<string> answers = [];
            foreach (ConversationMessage message in _messages)
            {
                if (message.Role == MessageRole.User)
                    answers.Add("");
                else if (message is { Role: MessageRole.Assistant, Calls.Count: 0, Text: { } text })
                    answers[^1] = text;
            }

            return answers;
        }
    }

    /// <summary>Returns the turns as the user's model sees them, which plays the other side.</summary>
    /// <param name="instruction">The instruction of the user's part.</param>
    public IReadOnlyList<ChatTurn> UserView(string instruction)
    {
        List<ChatTurn> turns = [new(ChatRole.System, instruction), new(ChatRole.User, "Begin the conversation.")];
        foreach (ConversationMessage message in _messages)
        {
            if (message.Role == MessageRole.User)
                turns.Add(new ChatTurn(ChatRole.Assistant, message.Text!));
            else if (message is { Role: MessageRole.Assistant, Calls.Count: 0 })
                turns.Add(new ChatTurn(ChatRole.User, message.Text!));
        }

        return turns;
    }

    /// <summary>The user says something.</summary>
    public void AddUser(string text)
    {
        _messages.Add(ConversationMessage.User(text));
        _assistantView.Add(new ChatTurn(ChatRole.User, text));
    }

    /// <summary>The assistant answers.</summary>
    public void AddAnswer(ChatReply reply)
    {
        _messages.Add(ConversationMessage.Answer(reply.Text.Trim()));
        _assistantView.Add(ChatTurn.Of(reply));
    }

    /// <summary>The assistant calls tools, and sees their results.</summary>
    /// <param name="reply">The reply with the calls.</param>
    /// <param name="calls">The same calls, read.</param>
    /// <param name="results">The results, in the order of the calls.</param>
    public void AddSearch(ChatReply reply, IReadOnlyList<ToolCall> calls, IReadOnlyList<string> results)
    {
        ConversationCall[] numbered = ConversationCall.Number(calls, _calls + 1);
        _calls += numbered.Length;
        _messages.Add(ConversationMessage.Calling(numbered, string.IsNullOrWhiteSpace(reply.Text) ? null : reply.Text.Trim()));
        _assistantView.Add(ChatTurn.Of(reply));
        for (int i = 0; i < numbered.Length; i++)
        {
            _messages.Add(ConversationMessage.Result(numbered[i].Id, results[i]));
            _assistantView.Add(ChatTurn.Result(reply.Calls[i], results[i]));
        }

        _searches.Add(new SearchTurn(UserTurns, calls, [.. results.Select(result => SearchResultJson.Read(result) ?? [])]));
    }
}
