using SynthGen.Documents;
using SynthGen.Hashing;
using SynthGen.Json;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Datasets.Formats.Preference;

/// <summary>
/// Makes a preference pair of a row from what is known of it: the search that was refuted when it ran, an argument that
/// another row looks for, a call where none is due, no call where one is, the call that has just missed, or a try of the same
/// question that failed. Negatives of this kind are those of When2Call (arXiv 2504.18851). Rows come one at a time; not thread-safe.
/// </summary>
/// <param name="seed">The seed that draws among the reasons; a row's own content is mixed into it.</param>
internal sealed class PairMaker(int seed)
{
    // A row of each tool is enough to take an argument from; the last two, because the last may be of the same page.
    private const int Kept = 2;

    private static readonly string[] GivenUp =
    [
        "I don't have that information.",
        "I'm not able to look that up.",
        "I can't tell from what I know.",
        "That would be in the document; please look there.",
        "I don't know.",
    ];

    private readonly Dictionary<string, Queue<(ToolCall Call, IReadOnlyList<PageKey> Pages)>> _earlier = new(StringComparer.Ordinal);
    private ToolConversation? _try;

    /// <summary>Returns the pair of a row.</summary>
    /// <exception cref="NotSupportedException">Nothing of the row can be chosen, or nothing wrong is known beside it.</exception>
    public PreferencePair Of(DatasetRow row)
    {
        PreferencePair? pair = row is ToolConversation conversation ? OfTries(conversation) ?? OfConversation(conversation) : OfQuery((SyntheticQuery)row);
        if (row.Verdict is { Passed: false } && pair?.Reason != RejectionReason.FailedTry)
            pair = null;
        Keep(row);
        return pair ?? throw new NotSupportedException(
            row.Verdict is { Passed: false } ? "it did not pass its gates, and no try of the same question that did came before it." : "no wrong turn is known to set against it.");
    }

    private PreferencePair OfQuery(SyntheticQuery row)
    {
        StableRandom random = RandomOf(row);
        IReadOnlyList<ConversationMessage> turns = row.GetTurns();
        ConversationMessage chosen = turns[^1];
        ConversationMessage? rejected = Refuted(row);
        RejectionReason reason = RejectionReason.RefutedTool;
        if (rejected is null || random.Next(3) == 0)
            (rejected, reason) = (Misdirected(chosen, row, random), RejectionReason.WrongArgument);
        if (rejected is null || random.Next(4) == 0)
            (rejected, reason) = (ConversationMessage.Answer(GivenUp[random.Next(GivenUp.Length)]), RejectionReason.CallMissing);
        return new PreferencePair([turns[0]], chosen, rejected, reason);
    }

    private PreferencePair? OfConversation(ToolConversation row)
    {
        IReadOnlyList<ConversationMessage> turns = row.GetTurns();
        int first = IndexOf(turns, 0, message => message.Role == MessageRole.Assistant);
        if (first <= 0)
            return null;

        int second = IndexOf(turns, first + 1, message => message.Role == MessageRole.Assistant && message.Calls.Count > 0);
        if (row.Kind == ConversationKind.Recover && second > 0)
            return Pair(second, turns[first] with { Text = null }, RejectionReason.RepeatedCall);

        string? answer = turns.Skip(first + 1).LastOrDefault(message => message.Role == MessageRole.Assistant && message.Calls.Count == 0)?.Text;
        if (row.Kind == ConversationKind.Sequence && second > 0 && answer is not null)
            return Pair(second, ConversationMessage.Answer(answer), RejectionReason.CallMissing);
        if (turns[first].Calls.Count == 0)
            return Undue(row, turns, first) is { } call ? Pair(first, call, RejectionReason.CallNotDue) : null;

        StableRandom random = RandomOf(row);
        if (random.Next(3) == 0 && Misdirected(turns[first], row, random) is { } misdirected)
            return Pair(first, misdirected, RejectionReason.WrongArgument);
        return Pair(first, ConversationMessage.Answer(answer ?? GivenUp[random.Next(GivenUp.Length)]), RejectionReason.CallMissing);

        PreferencePair Pair(int at, ConversationMessage rejected, RejectionReason reason) => new([.. turns.Take(at)], turns[at], rejected, reason);
    }

    // Two tries of one question part at some turn of the assistant.
    private PreferencePair? OfTries(ToolConversation row)
    {
        if (_try is not { Verdict: { } earlier } other || row.Verdict is not { } own || row.PairId is null || other.PairId != row.PairId || earlier.Passed == own.Passed)
            return null;

        IReadOnlyList<ConversationMessage> right = (own.Passed ? row : other).GetTurns(), wrong = (own.Passed ? other : row).GetTurns();
        int at = 0;
        while (at < right.Count && at < wrong.Count && IsSame(right[at], wrong[at]))
            at++;
        return at > 0 && at < right.Count && at < wrong.Count && right[at].Role == MessageRole.Assistant && wrong[at].Role == MessageRole.Assistant
            ? new PreferencePair([.. right.Take(at)], right[at], wrong[at], RejectionReason.FailedTry)
            : null;
    }

    private static bool IsSame(ConversationMessage one, ConversationMessage other) =>
        one.Role == other.Role && one.Text == other.Text && one.Calls.Count == other.Calls.Count && one.Calls.Zip(other.Calls).All(pair => pair.First.ToString() == pair.Second.ToString());

    // The other search with the same text, where the executed contrast has refuted it.
    private static ConversationMessage? Refuted(SyntheticQuery row)
    {
        if (row is not { Contrast: ToolContrast.Confirmed, Tools: [var call] })
            return null;

        string other = call.Name == BuiltInTools.FullTextSearch.Name ? BuiltInTools.VectorSearch.Name : BuiltInTools.FullTextSearch.Name;
        return row.AvailableTools.Any(tool => tool.Name == other) ? Calling([new ToolCall(other, call.Arguments)]) : null;
    }

    // The same tool with what an earlier row of other pages looks for.
    private ConversationMessage? Misdirected(ConversationMessage message, DatasetRow row, StableRandom random)
    {
        int at = random.Next(message.Calls.Count);
        IReadOnlyList<PageKey> pages = row.GetPageKeys();
        ToolCall? other = _earlier.GetValueOrDefault(message.Calls[at].Name)?
            .LastOrDefault(earlier => !earlier.Pages.Intersect(pages).Any() && !SharesWords(earlier.Call, message.Calls[at].ToToolCall())).Call;
        return other is null ? null : Calling([.. message.Calls.Select((call, i) => i == at ? other : call.ToToolCall())]);
    }

    // What both look for must not be the same thing in other words.
    private static bool SharesWords(ToolCall one, ToolCall other)
    {
        HashSet<ulong> words = [.. Words(one)];
        List<ulong> others = Words(other);
        return others.Count == 0 || others.Count(words.Contains) * 3 > others.Count;
    }

    private static List<ulong> Words(ToolCall call)
    {
        List<ulong> words = [];
        WordHash.Read(string.Join(' ', call.Arguments.Values.OfType<string>()), words);
        return words;
    }

    // A call with the user's own words, by a tool that takes one text.
    private static ConversationMessage? Undue(ToolConversation row, IReadOnlyList<ConversationMessage> turns, int at) =>
        turns[at - 1] is { Role: MessageRole.User, Text: { } words } && row.AvailableTools.Select(tool => OneText(tool, words)).FirstOrDefault(call => call is not null) is { } call
            ? Calling([call])
            : null;

    private static ToolCall? OneText(ToolDefinition tool, string text) =>
        tool.Parameters.GetValueOrDefault("required") is IReadOnlyList<object?> and [string name] &&
        tool.Parameters.GetValueOrDefault("properties") is IReadOnlyDictionary<string, object?> properties &&
        properties.GetValueOrDefault(name) is IReadOnlyDictionary<string, object?> property && property.GetValueOrDefault("type") is "string"
            ? new ToolCall(tool.Name, JsonValue.Object((name, text)))
            : null;

    private static ConversationMessage Calling(IReadOnlyList<ToolCall> calls) => ConversationMessage.Calling(ConversationCall.Number(calls, 1));

    private static int IndexOf(IReadOnlyList<ConversationMessage> turns, int from, Func<ConversationMessage, bool> matches)
    {
        for (int i = from; i < turns.Count; i++)
        {
            if (matches(turns[i]))
                return i;
        }

        return -1;
    }

    private StableRandom RandomOf(DatasetRow row) => new(StableRandom.Hash(row.Id) ^ (ulong)(uint)seed);

    private void Keep(DatasetRow row)
    {
        if (row is ToolConversation conversation)
            _try = conversation;
        IReadOnlyList<PageKey> pages = row.GetPageKeys();
        foreach (ToolCall call in row.Calls)
        {
            if (!_earlier.TryGetValue(call.Name, out Queue<(ToolCall, IReadOnlyList<PageKey>)>? calls))
                _earlier[call.Name] = calls = new();
            calls.Enqueue((call, pages));
            if (calls.Count > Kept)
                calls.Dequeue();
        }
    }
}
