using SynthGen.Documents;
using SynthGen.Retrieval.Graph;

namespace SynthGen.Conversations.Planning;

/// <summary>What a sentence says of a thing, with a date or an amount: "Patten pleaded guilty".</summary>
/// <param name="Step">The sentence, from the thing to its value.</param>
/// <param name="Clause">What it says of the thing.</param>
internal sealed record ComparedFact(PageStep Step, string Clause);

/// <summary>Two facts that can be compared.</summary>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
internal sealed record Comparison(ComparedFact First, ComparedFact Second)
{
    /// <summary>
    /// Returns what can be compared: the pairs of a graph, of which both sentences have the same verb, and then their facts with one
    /// another, each two once.
    /// </summary>
    /// <param name="pairs">The pairs.</param>
    public static IEnumerable<Comparison> Of(IEnumerable<PagePair> pairs)
    {
        HashSet<(PagePassage, PagePassage)> seen = [];
        List<ComparedFact> facts = [];
        foreach (PagePair pair in pairs)
        {
            Comparison comparison = new(new(pair.First, ClausePhrase.After(pair.First, pair.Verb)), new(pair.Second, ClausePhrase.After(pair.Second, pair.Verb)));
            facts.Add(comparison.First);
            facts.Add(comparison.Second);
            if (seen.Add(comparison.Passages()) && comparison.IsSayable())
                yield return comparison;
        }

        facts = [.. facts.Where(IsSayable).DistinctBy(fact => fact.Step.Passage)];
        for (int apart = 1; apart < facts.Count; apart++)
        {
            for (int i = 0; i + apart < facts.Count; i++)
            {
                Comparison comparison = new(facts[i], facts[i + apart]);
                if (comparison.IsOfTwo() && seen.Add(comparison.Passages()))
                    yield return comparison;
            }
        }
    }

    private bool IsSayable() => IsSayable(First) && IsSayable(Second);

    private static bool IsSayable(ComparedFact fact) =>
        fact.Clause.Contains(' ') && fact.Step.Passage.Quote.Length <= UsableRow.LongestQuote && !UsableRow.IsTorn(fact.Step.Passage.Quote);

    // A page that names both things would answer at once.
    private bool IsOfTwo()
    {
        (PageStep one, PageStep other) = (First.Step, Second.Step);
        return one.From != other.From && one.From.Kind == other.From.Kind && one.To.Kind == other.To.Kind && one.To != other.To
            && one.Passage.Page != other.Passage.Page && one.Passage.Page.Source == other.Passage.Page.Source
            && !one.From.Pages.Contains(other.Passage.Page) && !other.From.Pages.Contains(one.Passage.Page);
    }

    // The other way round, two things are the same two.
    private (PagePassage, PagePassage) Passages() => string.CompareOrdinal(First.Step.Passage.Quote, Second.Step.Passage.Quote) < 0
        ? (First.Step.Passage, Second.Step.Passage)
        : (Second.Step.Passage, First.Step.Passage);
}
