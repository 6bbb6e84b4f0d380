using SynthGen.Documents;
using SynthGen.Hashing;

namespace SynthGen.Retrieval.Graph;

/// <summary>Finds facts that can be compared: sentences of two pages that say the same of two things and give a value each.</summary>
/// <param name="named">Knows the sentences.</param>
/// <param name="pages">The pages of each thing.</param>
internal sealed class PairFinder(PassageNames named, IReadOnlyDictionary<string, HashSet<PageKey>> pages)
{
    // A word of more facts says too little of what is compared.
    private const int MostFacts = 40;

    // The words between a name and what is said of it: "Goldstone then again emailed".
    private const int MostBetween = 2;

    /// <summary>Finds the pairs, one a verb, then the next ones.</summary>
    /// <param name="facts">The sentences, each from a thing to its value.</param>
    /// <param name="seed">The seed.</param>
    public IEnumerable<PagePair> Find(IEnumerable<PageStep> facts, ulong seed)
    {
        SortedDictionary<string, List<PageStep>> byVerb = new(StringComparer.Ordinal);
        foreach (PageStep fact in facts)
        {
            if (VerbOf(fact) is not { } verb)
                continue;
            if (!byVerb.TryGetValue(verb, out List<PageStep>? list))
                byVerb.Add(verb, list = []);
            if (list.Count < MostFacts)
                list.Add(fact);
        }

        StableRandom random = new(seed);
        Queue<IEnumerator<PagePair>> open = new();
        foreach ((string verb, List<PageStep> list) in byVerb)
            open.Enqueue(Pairs(verb, list, random.Next()).GetEnumerator());
        while (open.TryDequeue(out IEnumerator<PagePair>? pairs))
        {
            if (!pairs.MoveNext())
                continue;
            yield return pairs.Current;
            open.Enqueue(pairs);
        }
    }

    // Each fact stands in one pair, so that the pairs are as different as can be.
    private IEnumerable<PagePair> Pairs(string verb, List<PageStep> facts, ulong seed)
    {
        StableRandom random = new(seed);
        List<PageStep> left = [.. facts];
        while (left.Count > 1)
        {
            int place = random.Next(left.Count);
            PageStep one = left[place];
            left.RemoveAt(place);
            if (left.Find(other => AreComparable(one, other)) is not { } other)
                continue;
            left.Remove(other);
            yield return new PagePair(one, other, verb);
        }
    }

    private bool AreComparable(PageStep one, PageStep other) =>
        one.From.Kind == other.From.Kind && one.To.Kind == other.To.Kind && one.From != other.From && one.To != other.To
        && one.Passage.Page != other.Passage.Page
        && !pages[one.From.Name].Contains(other.Passage.Page) && !pages[other.From.Name].Contains(one.Passage.Page);

    // The verb right behind the name: "Goldstone emailed", "Patten pleaded".
    private string? VerbOf(PageStep fact)
    {
        PageGraphMention mention = named.First(fact.Passage, fact.From)!;
        ReadOnlySpan<char> rest = fact.Passage.Quote.AsSpan(mention.Start + mention.Length - fact.Passage.Evidence.Start);
        int words = 0;
        foreach (Range range in rest.SplitAny(" \n"))
        {
            ReadOnlySpan<char> word = rest[range];
            if (word.IsEmpty)
                continue;
            if (word.ContainsAnyExceptInRange('a', 'z') || ++words > MostBetween + 1)
                return null;
            if (ClauseText.IsVerb(word))
                return word.ToString();
        }

        return null;
    }
}
