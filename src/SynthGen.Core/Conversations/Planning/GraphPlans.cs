using SynthGen.Documents;
using SynthGen.Generation.Template;
using SynthGen.Generation.Template.Finders;
using SynthGen.Retrieval;
using SynthGen.Retrieval.Graph;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Conversations.Planning;

/// <summary>Draws plans over several pages from the graph of a document. Thread-safe.</summary>
internal sealed class GraphPlans
{
    // One way of three steps after so many of two.
    private const int LongEvery = 4;

    // Another seed pairs the same facts with others.
    private const int Pairings = 24;

    private readonly IPageIndex _index;
    private readonly DrawnList<PageBridge> _short, _long;
    private readonly DrawnList<PagePair> _pairs;

    /// <summary>Prepares the ways and pairs of a graph.</summary>
    public GraphPlans(PageGraph graph, IPageIndex index, ulong seed)
    {
        _index = index;
        PagePaths paths = new(graph), far = new(graph, new PagePathLimits { Hops = 3 });
        _short = new(paths.Bridges(seed));
        _long = new(far.Bridges(seed));
        _pairs = new(Enumerable.Range(0, Pairings).SelectMany(i => paths.Pairs(seed + (ulong)i)).DistinctBy(Passages));
    }

    /// <summary>Draws a way over two or three pages.</summary>
    public (ConversationPlan Plan, string? Problem) Bridge(ConversationPlan plan, int draw)
    {
        // Where there are no more of the one, the others go on.
        int far = (draw + 1) / LongEvery, near = draw - far;
        PageBridge? bridge = (draw + 1) % LongEvery == 0 ? _long.At(far - 1) ?? _short.At(draw - _long.Count) : _short.At(near) ?? _long.At(draw - _short.Count);
        if (bridge is null)
            return (plan, "The graph has no other way over several pages.");

        PageStep[] steps = [.. bridge.Steps];
        if (RowsOf(steps, steps.Select(step => step.From.Name)) is not { } rows)
            return (plan, "A passage of the way is not clean enough to quote, or not in the index.");
        string[] topics = [.. steps.Select(step => TopicOf(step, steps))];
        return (plan with
        {
            Rows = rows,
            Subjects = [.. steps.Select(step => step.From.Name), .. steps.Select(step => Kind(step.From))],
            Values = [.. steps.Select(step => NameIn(step.Passage, step.To)), Kind(bridge.Value)],
            Topics = topics,
        }, null);
    }

    /// <summary>Draws two things that can be compared.</summary>
    public (ConversationPlan Plan, string? Problem) Pair(ConversationPlan plan, int draw)
    {
        if (_pairs.At(draw) is not { } pair)
            return (plan, "The graph has no other two things with a date or an amount each that can be compared.");

        PageStep[] steps = [pair.First, pair.Second];
        if (RowsOf(steps, steps.Select(step => step.From.Name)) is not { } rows)
            return (plan, "A passage is not clean enough to quote, or not in the index.");
        return (plan with
        {
            Rows = rows,
            Subjects = [.. steps.Select(step => step.From.Name)],
            Values = [.. steps.Select(step => NameIn(step.Passage, step.To)), Kind(pair.First.To)],
            Topics = [.. steps.Select(step => ClausePhrase.After(step, pair.Verb))],
        }, null);
    }

    private SyntheticQuery[]? RowsOf(PageStep[] steps, IEnumerable<string> subjects)
    {
        List<SyntheticQuery> rows = [];
        foreach ((PageStep step, string subject) in steps.Zip(subjects))
        {
            PageKey key = step.Passage.Page;
            if (_index.Find(key) is not { } page || !step.Passage.Evidence.IsIn(page) || UsableRow.IsTorn(step.Passage.Quote) || step.Passage.Quote.Length > UsableRow.LongestQuote)
                return null;
            SyntheticQuery row = new(subject, [new ToolCall(BuiltInTools.FullTextSearch.Name, Json.JsonValue.Object((ArgumentText.Query, subject)))], page.Number)
            {
                Source = page.Source, Label = page.Label, Ordinal = page.Ordinal, Evidence = step.Passage.Evidence, AvailableTools = BuiltInTools.All,
            };
            row.SetSourcePage(page);
            rows.Add(row);
        }

        return [.. rows];
    }

    // The other way round, two things are the same two.
    private static (PagePassage, PagePassage) Passages(PagePair pair) => string.CompareOrdinal(pair.First.Passage.Quote, pair.Second.Passage.Quote) < 0
        ? (pair.First.Passage, pair.Second.Passage)
        : (pair.Second.Passage, pair.First.Passage);

    // A phrase of the sentence that names none of the things on the way.
    private static string TopicOf(PageStep step, PageStep[] steps)
    {
        if (ClausePhrase.After(step) is { Length: > 0 } clause && IsOwn(clause))
            return $"{step.From.Name} {clause}";
        string sentence = OneLine.Of(step.Passage.Quote);
        return KeyPhraseFinder.Find(sentence, Token.Of(sentence)).Select(phrase => phrase.Words)
            .Where(words => !UsableRow.IsSpoilt(words) && IsOwn(words)).MaxBy(words => words.Length) ?? "";

        bool IsOwn(string words) => steps.All(other => !SharesName(words, other.To) && !SharesName(words, other.From));
    }

    private static bool SharesName(string words, PageGraphNode node) => node.Aliases.Append(node.Name)
        .SelectMany(name => name.Split(' ')).Any(part => part.Length > 2 && WordPlace.Has(words, part));

    // The name as the sentence has it, so that it is found in the result.
    private static string NameIn(PagePassage passage, PageGraphNode node) =>
        node.Mentions.FirstOrDefault(mention => mention.Passage == passage) is { } mention
        && mention.Start >= passage.Evidence.Start && mention.Start + mention.Length <= passage.Evidence.Start + passage.Evidence.Length
            ? OneLine.Of(passage.Quote.Substring(mention.Start - passage.Evidence.Start, mention.Length))
            : node.Name;

    private static string Kind(PageGraphNode node) => node.Kind.ToString();
}
