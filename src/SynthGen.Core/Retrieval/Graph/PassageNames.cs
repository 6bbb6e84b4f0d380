using System.Collections.Frozen;

namespace SynthGen.Retrieval.Graph;

/// <summary>Knows what each sentence of a graph names, and where.</summary>
internal sealed class PassageNames
{
    // A date after these is one end of a span of time, on which nothing happened.
    private static readonly FrozenSet<string> Spans = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "since", "until", "till", "through", "between", "from", "and", "to", "before", "after", "by");

    private readonly Dictionary<PagePassage, List<(PageGraphNode Node, PageGraphMention Mention)>> _named = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads a graph.</summary>
    public PassageNames(PageGraph graph)
    {
        foreach (PageGraphNode node in graph.Nodes)
        {
            foreach (PageGraphMention mention in node.Mentions)
            {
                if (!_named.TryGetValue(mention.Passage, out List<(PageGraphNode, PageGraphMention)>? named))
                    _named.Add(mention.Passage, named = []);
                named.Add((node, mention));
            }
        }
    }

    /// <summary>Whether a sentence binds two things: it names both in one clause.</summary>
    public bool AreBound(PageStep step) => Gap(step) is { } gap && ClauseText.Binds(gap);

    /// <summary>
    /// Whether a step ends in a value of what it begins with: bound to it, and the only one of its kind in the sentence, so that
    /// it is of nothing else.
    /// </summary>
    public bool IsValueOf(PageStep step)
    {
        if (step.To.Kind is PageGraphKind.Role or PageGraphKind.Term or PageGraphKind.Provision or PageGraphKind.Place || Gap(step) is not { } gap)
            return false;
        if (!IsValue(step.To))
            return ClauseText.Says(gap);
        return ClauseText.IsNear(gap) && Named(step.Passage).Count(named => named.Node.Kind == step.To.Kind) == 1
            && !Spans.GetAlternateLookup<ReadOnlySpan<char>>().Contains(WordBefore(step.Passage.Evidence, First(step.Passage, step.To)!.Start));
    }

    /// <summary>Returns the text between the two things of a step; null if the sentence lacks one of them.</summary>
    public string? Gap(PageStep step)
    {
        if (First(step.Passage, step.From) is not { } from || First(step.Passage, step.To) is not { } to)
            return null;
        if (from.Start > to.Start)
            (from, to) = (to, from);
        int start = from.Start + from.Length - step.Passage.Evidence.Start, end = to.Start - step.Passage.Evidence.Start;
        return start <= end && start >= 0 && end <= step.Passage.Quote.Length ? step.Passage.Quote[start..end] : null;
    }

    /// <summary>Returns where a sentence first names something; null if it does not.</summary>
    public PageGraphMention? First(PagePassage passage, PageGraphNode node) => Named(passage).Find(named => named.Node == node).Mention;

    private static bool IsValue(PageGraphNode node) => node.Kind is PageGraphKind.Date or PageGraphKind.Amount;

    private List<(PageGraphNode Node, PageGraphMention Mention)> Named(PagePassage passage) => _named.GetValueOrDefault(passage, []);

    private static ReadOnlySpan<char> WordBefore(Evidence sentence, int at)
    {
        ReadOnlySpan<char> before = sentence.Quote.AsSpan(0, at - sentence.Start).TrimEnd();
        return before[(before.LastIndexOfAny(" \n(") + 1)..];
    }
}
