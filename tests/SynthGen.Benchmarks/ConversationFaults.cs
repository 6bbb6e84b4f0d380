using System.Globalization;
using System.Text.RegularExpressions;
using SynthGen.Conversations;
using SynthGen.Hashing;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Benchmarks;

/// <summary>Plants one fault in each of many sound conversations.</summary>
internal sealed partial class ConversationFaults(OcrPage[] pages, ToolConversation[] sound, int seed)
{
    private static readonly string[] Names = ["Thorvaldsen", "Brackenridge", "Okonkwo", "Villanueva", "Szymanowski", "Papadimitriou"];

    // A name is never written small, on any page, and comes up more than twice.
    private readonly HashSet<string> _small = [.. pages.SelectMany(page => Small().Matches(page.Text)).Select(match => match.Value)];
    private readonly HashSet<string> _names = [.. pages.SelectMany(page => Name().Matches(page.Text)).GroupBy(match => match.Groups[1].Value).Where(group => group.Count() > 2).Select(group => group.Key)];
    private readonly OcrPage[] _texts = [.. pages.Where(page => page.WordCount > 100)];
    private StableRandom _random = new((ulong)seed + 23);

    /// <summary>The kinds of faults, each with up to <paramref name="most"/> conversations and the gate that should catch it.</summary>
    public IEnumerable<(string Kind, QualityGate Gate, ToolConversation[] Rows)> All(int most) =>
    [
        ("a tool that is not offered", QualityGate.Schema, Plant(most, row => ChangeCall(row, call => call with { Name = "page_lookup" }))),
        ("an argument without value", QualityGate.Schema, Plant(most, row => ChangeCall(row, call => call with { Arguments = JsonValue.Object(("text", "x")) }))),
        ("a call without its result", QualityGate.Schema, Plant(most, row => Without(row, MessageRole.Tool))),
        ("no last answer", QualityGate.Schema, Plant(most, row => row.Calls.Count == 0 ? null : row with { Messages = [.. row.Messages.SkipLast(1)] })),
        ("the same call again", QualityGate.Schema, Plant(most, Loop)),
        ("the answer before the call", QualityGate.Schema, Plant(most, AnswerFirst)),
        ("the user's next turn in the answer", QualityGate.Schema, Plant(most, row => ChangeAnswer(row, text => $"{text}\n\nUser: And what came next?"))),
        ("a page named by the user", QualityGate.WellFormed, Plant(most, row => row.Pages.Count == 0 ? null : ChangeUser(row, text => $"{text.TrimEnd('?', '.')} on page {row.Pages[0].Label}?"))),
        ("a tool named by the user", QualityGate.WellFormed, Plant(most, row => ChangeUser(row, text => $"{text.TrimEnd('?', '.')}, by full_text_search?"))),
        ("evidence of another page", QualityGate.Grounded, Plant(most, row => row.Pages.Count == 0 ? null : row with { Pages = [row.Pages[0] with { Evidence = Passage() }, .. row.Pages.Skip(1)] })),
        ("arguments of a page that was not seen", QualityGate.ArgumentProvenance, Plant(most, UnseenArgument)),
        ("a figure in the arguments that nobody gave", QualityGate.ArgumentProvenance, Plant(most, row => ChangeCall(row, call => With(call, $"{call.Arguments["query"]} {3000 + _random.Next(6000)}")))),
        ("results in another order", QualityGate.Replayed, Plant(most, row => ChangeResult(row, hits => hits.Count < 2 ? null : [hits[1], hits[0], .. hits.Skip(2)]))),
        ("the result of another conversation", QualityGate.Replayed, Plant(most, OtherResult)),
        ("another score", QualityGate.Replayed, Plant(most, row => ChangeText(row, MessageRole.Tool, text => ChangeDigit(text, "\"score\":")))),
        ("another letter in a snippet", QualityGate.Replayed, Plant(most, row => ChangeText(row, MessageRole.Tool, ChangeLetter))),
        ("an invented figure in the answer", QualityGate.AnswerGrounded, Plant(most, InventFigure)),
        ("an invented date in the answer", QualityGate.AnswerGrounded, Plant(most, row => row.Calls.Count == 0 ? null : ChangeAnswer(row, text => $"{text} That was on {Month()} {1 + _random.Next(28)}, {1961 + _random.Next(30)}."))),
        ("an invented name in the answer", QualityGate.AnswerGrounded, Plant(most, row => ChangeAnswer(row, text => $"{text} It was confirmed by {Names[_random.Next(Names.Length)]} later."))),
        ("a name of the document that was not seen", QualityGate.AnswerGrounded, Plant(most, UnseenName)),
        ("another word in a quote", QualityGate.AnswerGrounded, Plant(most, ChangeQuote)),
        ("a page cited that no result shows", QualityGate.AnswerGrounded, Plant(most, row => Cite(row, shown: false))),
        ("another page of the results cited", QualityGate.KindProven, Plant(most, row => Cite(row, shown: true))),
        ("a wrong sum", QualityGate.AnswerGrounded, Plant(most, WrongSum)),
        ("pronouns in the arguments of a follow-up", QualityGate.KindProven, Plant(most, row => row.Kind != ConversationKind.FollowUp ? null : ChangeLastCall(row, call => With(call, call.Name == BuiltInTools.FullTextSearch.Name ? $"his {call.Arguments["query"]}" : $"it {call.Arguments["query"]}")))),
        .. Enum.GetValues<ConversationKind>().Select(kind => ($"{kind} said to be another kind", QualityGate.KindProven, Mislabel(most, kind))),
    ];

    private ToolConversation[] Plant(int most, Func<ToolConversation, ToolConversation?> plant)
    {
        ToolConversation[] order = [.. sound];
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = _random.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return [.. order.Select(plant).OfType<ToolConversation>().Take(most)];
    }

    // Parallel and Compare may both be true of a conversation: two things, looked up together and answered side by side.
    private ToolConversation[] Mislabel(int most, ConversationKind kind)
    {
        ConversationKind[] others = [.. Enum.GetValues<ConversationKind>().Where(other => other != kind && !(IsPair(kind) && IsPair(other)))];
        return Plant(most, row => row.Kind == kind ? row with { Kind = others[_random.Next(others.Length)] } : null);
        static bool IsPair(ConversationKind one) => one is ConversationKind.Parallel or ConversationKind.Compare;
    }

    private static ConversationCall With(ConversationCall call, string query) => call with { Arguments = JsonValue.Object(("query", query)) };

    private static ToolConversation? Change(ToolConversation row, Predicate<ConversationMessage> which, Func<ConversationMessage, ConversationMessage?> change, bool isLast = false)
    {
        List<ConversationMessage> messages = [.. row.Messages];
        int at = isLast ? messages.FindLastIndex(which) : messages.FindIndex(which);
        if (at < 0 || change(messages[at]) is not { } changed || changed.Equals(messages[at]))
            return null;
        messages[at] = changed;
        return row with { Messages = messages };
    }

    private static ToolConversation? ChangeCall(ToolConversation row, Func<ConversationCall, ConversationCall?> change) =>
        Change(row, message => message.Calls.Count > 0, message => change(message.Calls[0]) is { } call ? message with { Calls = [call, .. message.Calls.Skip(1)] } : null);

    private static ToolConversation? ChangeLastCall(ToolConversation row, Func<ConversationCall, ConversationCall?> change) =>
        Change(row, message => message.Calls.Count > 0, message => change(message.Calls[0]) is { } call ? message with { Calls = [call, .. message.Calls.Skip(1)] } : null, isLast: true);

    private static ToolConversation? ChangeText(ToolConversation row, MessageRole role, Func<string, string?> change) =>
        Change(row, message => message.Role == role && message.Text is not null, message => change(message.Text!) is { } text ? message with { Text = text } : null);

    private static ToolConversation? ChangeUser(ToolConversation row, Func<string, string?> change) => ChangeText(row, MessageRole.User, change);

    private static ToolConversation? ChangeAnswer(ToolConversation row, Func<string, string?> change) =>
        Change(row, message => message is { Role: MessageRole.Assistant, Text: not null, Calls.Count: 0 }, message => change(message.Text!) is { } text ? message with { Text = text } : null, isLast: true);

    private static ToolConversation? ChangeResult(ToolConversation row, Func<IReadOnlyList<ShownPage>, IReadOnlyList<ShownPage>?> change) =>
        ChangeText(row, MessageRole.Tool, text => SearchResultJson.Read(text) is { } hits && change(hits) is { } other ? SearchResultJson.Write([.. other.Select((hit, i) => new PageHit(i + 1, hit.Page, hit.Source ?? row.Source, hit.Score, hit.Snippet) { Label = hit.Label })], row.Source) : null);

    private static ToolConversation? Without(ToolConversation row, MessageRole role)
    {
        List<ConversationMessage> messages = [.. row.Messages];
        int at = messages.FindIndex(message => message.Role == role);
        if (at < 0)
            return null;
        messages.RemoveAt(at);
        return row with { Messages = messages };
    }

    private static ToolConversation? Loop(ToolConversation row)
    {
        List<ConversationMessage> messages = [.. row.Messages];
        int at = messages.FindIndex(message => message.Calls.Count == 1), result = at + 1;
        if (at < 0)
            return null;
        ConversationCall again = messages[at].Calls[0] with { Id = "call_99" };
        messages.InsertRange(result + 1, [ConversationMessage.Calling([again]), ConversationMessage.Result(again.Id, messages[result].Text!)]);
        return row with { Messages = messages };
    }

    private static ToolConversation? AnswerFirst(ToolConversation row)
    {
        List<ConversationMessage> messages = [.. row.Messages];
        int at = messages.FindIndex(message => message.Calls.Count > 0);
        if (at < 0 || row.Kind is ConversationKind.Clarify or ConversationKind.MissingTool)
            return null;
        messages.InsertRange(at, [ConversationMessage.Answer("The document answers that."), ConversationMessage.User("Are you sure?")]);
        return row with { Messages = messages };
    }

    private Evidence Passage()
    {
        OcrPage page = _texts[_random.Next(_texts.Length)];
        int start = _random.Next(page.Text.Length - 200);
        return Evidence.At(page, start, 150);
    }

    // Three names of a page that is neither the conversation's nor in a result.
    private ToolConversation? UnseenArgument(ToolConversation row)
    {
        string seen = string.Join(' ', row.Messages.Select(message => message.Text));
        string[] names = NamesOf(_texts[_random.Next(_texts.Length)], seen);
        return names.Length < 3 ? null : ChangeCall(row, call => With(call, string.Join(' ', names.Take(3))));
    }

    private ToolConversation? UnseenName(ToolConversation row)
    {
        string seen = string.Join(' ', row.Messages.Select(message => message.Text));
        string[] names = NamesOf(_texts[_random.Next(_texts.Length)], seen);
        return names.Length == 0 ? null : ChangeAnswer(row, text => $"{text} This concerns {names[_random.Next(names.Length)]}, too.");
    }

    // No other form of a word that was seen.
    private string[] NamesOf(OcrPage page, string seen) => [.. Name().Matches(page.Text).Select(match => match.Groups[1].Value).Distinct()
        .Where(name => _names.Contains(name) && !_small.Contains(name.ToLowerInvariant()) && !seen.Contains(name[..5], StringComparison.OrdinalIgnoreCase) && !SynthGen.Text.WordLists.NotName.Contains(name))];

    private ToolConversation? OtherResult(ToolConversation row)
    {
        ToolConversation other = sound[_random.Next(sound.Length)];
        return other.Messages.FirstOrDefault(message => message.Role == MessageRole.Tool) is { Text: { } text } ? ChangeText(row, MessageRole.Tool, _ => text) : null;
    }

    private string? ChangeDigit(string text, string after)
    {
        int at = text.IndexOf(after, StringComparison.Ordinal);
        int digit = at < 0 ? -1 : at + after.Length;
        return digit < 0 || !char.IsAsciiDigit(text[digit]) ? null : $"{text[..digit]}{(text[digit] - '0' + 1 + _random.Next(8)) % 10}{text[(digit + 1)..]}";
    }

    private string? ChangeLetter(string text)
    {
        int at = text.IndexOf("\"snippet\":\"", StringComparison.Ordinal);
        if (at < 0)
            return null;
        int letter = at + 12 + _random.Next(40);
        return letter >= text.Length || !char.IsAsciiLetter(text[letter]) || text[letter - 1] == '\\' ? null : $"{text[..letter]}{(text[letter] == 'e' ? 'a' : 'e')}{text[(letter + 1)..]}";
    }

    // A figure of the answer, outside citations, with another value.
    private ToolConversation? InventFigure(ToolConversation row) => row.Kind == ConversationKind.NoTool ? null : ChangeAnswer(row, text =>
    {
        Match[] figures = [.. Figure().Matches(text).Cast<Match>()];
        if (figures.Length == 0)
            return null;
        Match figure = figures[_random.Next(figures.Length)];
        return $"{text[..figure.Index]}{(long.Parse(figure.Value, CultureInfo.InvariantCulture) + 101 + _random.Next(700)).ToString(CultureInfo.InvariantCulture)}{text[(figure.Index + figure.Length)..]}";
    });

    private ToolConversation? ChangeQuote(ToolConversation row) => ChangeAnswer(row, text =>
    {
        Match quote = Quoted().Match(text);
        string[] words = quote.Groups[1].Value.Split(' ');
        if (!quote.Success || words.Length < 8)
            return null;
        string[] other = Passage().Quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 1; i < words.Length; i += 3)
            words[i] = other[i % other.Length].ToLowerInvariant();
        return text.Replace(quote.Groups[1].Value, string.Join(' ', words), StringComparison.Ordinal);
    });

    private ToolConversation? Cite(ToolConversation row, bool shown)
    {
        if (row.Pages.Count == 0 || row.Kind is ConversationKind.MissingTool)
            return null;
        ShownPage[] hits = [.. row.Messages.Where(message => message.Role == MessageRole.Tool).SelectMany(message => SearchResultJson.Read(message.Text) ?? [])];
        string[] labels = shown
            ? [.. hits.Select(hit => hit.Label).Distinct().Where(label => row.Pages.All(page => page.Label != label))]
            : [.. pages.Select(page => page.Label).Where(label => hits.All(hit => hit.Label != label))];
        string right = $"page {row.Pages[^1].Label}";
        return labels.Length == 0 ? null : ChangeAnswer(row, text => text.Contains(right, StringComparison.Ordinal) ? Regex.Replace(text, $@"\b{Regex.Escape(right)}\b", $"page {labels[_random.Next(labels.Length)]}") : null);
    }

    private static ToolConversation? WrongSum(ToolConversation row)
    {
        List<ConversationMessage> messages = [.. row.Messages];
        int at = messages.FindIndex(message => message.Role == MessageRole.Assistant && Figure().IsMatch(message.Text ?? "") && !message.Text!.Contains('\u201C'));
        if (row.Kind != ConversationKind.NoTool || at < 1 || !messages[at - 1].Text!.Any(char.IsAsciiDigit))
            return null;
        Match figure = Figure().Matches(messages[at].Text!).Last();
        messages[at] = messages[at] with { Text = messages[at].Text!.Insert(figure.Index + figure.Length, "7") };
        return row with { Messages = messages };
    }

    private string Month() => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(1 + _random.Next(12));

    [GeneratedRegex(@"\b[a-z]{5,}\b")]
    private static partial Regex Small();

    [GeneratedRegex(@"[a-z,] ([A-Z][a-z]{5,12})\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<!\bpages? )(?<![\d.,])\b\d{1,6}\b(?![.,]\d)")]
    private static partial Regex Figure();

    [GeneratedRegex("[\"\u201C]([^\"\u201C\u201D]{30,})[\"\u201D]")]
    private static partial Regex Quoted();
}
