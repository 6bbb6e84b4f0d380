using SynthGen.Conversations;

namespace SynthGen.Quality.Conversations;

/// <summary>A call of a conversation with its result.</summary>
/// <param name="Turn">The user's turn that it follows, from 1.</param>
/// <param name="Message">The place of the message that makes it.</param>
/// <param name="Call">The call.</param>
/// <param name="Result">The result; null if there is none.</param>
/// <param name="Pages">The pages that the result shows, best first; empty if it shows none.</param>
internal sealed record CallStep(int Turn, int Message, ConversationCall Call, string? Result, IReadOnlyList<ShownPage> Pages);

/// <summary>What somebody says in a conversation.</summary>
/// <param name="Turn">The user's turn that it is or follows, from 1.</param>
/// <param name="Message">The place of the message.</param>
/// <param name="Text">The text, never blank.</param>
internal sealed record SpokenText(int Turn, int Message, string Text);

/// <summary>The turns, calls and results of a conversation, and what its assistant has seen when.</summary>
internal sealed class ConversationReading
{
    private readonly List<SeenPart> _seen = [];

    /// <summary>Reads a conversation, whatever its order.</summary>
    public ConversationReading(ToolConversation row)
    {
        Row = row;
        Dictionary<string, string?> results = new(StringComparer.Ordinal);
        foreach (ConversationMessage message in row.Messages.Where(message => message is { Role: MessageRole.Tool, CallId: not null }))
            results.TryAdd(message.CallId!, message.Text);

        List<SpokenText> user = [], assistant = [];
        List<CallStep> steps = [];
        if (row.Source.Length > 0)
            _seen.Add(new SeenPart(-1, row.Source, null));
        for (int i = 0; i < row.Messages.Count; i++)
        {
            ConversationMessage message = row.Messages[i];
            bool isSpoken = !string.IsNullOrWhiteSpace(message.Text);
            switch (message.Role)
            {
                case MessageRole.User when isSpoken:
                    user.Add(new SpokenText(user.Count + 1, i, message.Text!));
                    _seen.Add(new SeenPart(i, message.Text!, null));
                    break;
                case MessageRole.Assistant:
                    if (isSpoken)
                        assistant.Add(new SpokenText(user.Count, i, message.Text!));
                    steps.AddRange(message.Calls.Select(call => Step(user.Count, i, call, results.GetValueOrDefault(call.Id))));
                    break;
                case MessageRole.Tool when isSpoken:
                    See(i, message.Text!);
                    break;
            }
        }

        (UserTurns, AssistantTexts, Steps) = (user, assistant, steps);
    }

    /// <summary>The conversation.</summary>
    public ToolConversation Row { get; }

    /// <summary>What the user says, in order.</summary>
    public IReadOnlyList<SpokenText> UserTurns { get; }

    /// <summary>What the assistant says, in order, beside calls too.</summary>
    public IReadOnlyList<SpokenText> AssistantTexts { get; }

    /// <summary>The calls, in order.</summary>
    public IReadOnlyList<CallStep> Steps { get; }

    /// <summary>The last text of the assistant; empty if the conversation ends in something else.</summary>
    public string Answer => Row.Messages is [.., { Role: MessageRole.Assistant, Calls.Count: 0, Text: { } text }] ? text : "";

    /// <summary>All that the user says, line by line.</summary>
    public string UserText => string.Join('\n', UserTurns.Select(turn => turn.Text));

    /// <summary>Returns what the assistant has seen before a message: what the user said until then, and the results.</summary>
    public SeenText SeenBefore(int message) => new([.. _seen.TakeWhile(part => part.Message < message)]);

    private static CallStep Step(int turn, int message, ConversationCall call, string? result) => new(turn, message, call, result, SearchResultJson.Read(result) ?? []);

    // Scores are no knowledge about the document, and so are not seen.
    private void See(int message, string result)
    {
        if (SearchResultJson.Read(result) is not { } pages)
        {
            _seen.Add(new SeenPart(message, result, null));
            return;
        }

        foreach (ShownPage page in pages)
        {
            _seen.Add(new SeenPart(message, page.Snippet, page));
            if (page.Source is { } source)
                _seen.Add(new SeenPart(message, source, null));
        }
    }
}
