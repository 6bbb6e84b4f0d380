using SynthGen.Documents;
using SynthGen.Hashing;
using SynthGen.Text;

namespace SynthGen.Retrieval.Graph;

/// <summary>Finds facts that can be compared: sentences of two pages that share a telling word and give a value each.</summary>
internal static class PairFinder
{
    // A word of more facts says too little of what is compared.
    private const int MostFacts = 12;
    private const int LeastLetters = 5;

    /// <summary>Finds the pairs.</summary>
    /// <param name="facts">The sentences, each from a thing to its value.</param>
    /// <param name="pages">The pages of each thing.</param>
    /// <param name="seed">The seed.</param>
    public static IEnumerable<PagePair> Find(IEnumerable<PageStep> facts, IReadOnlyDictionary<string, HashSet<PageKey>> pages, ulong seed)
    {
        SortedDictionary<string, List<PageStep>> byTopic = new(StringComparer.Ordinal);
        foreach (PageStep fact in facts)
        {
            foreach (string topic in Topics(fact))
            {
                if (!byTopic.TryGetValue(topic, out List<PageStep>? list))
                    byTopic.Add(topic, list = []);
                if (list.Count <= MostFacts)
                    list.Add(fact);
            }
        }

        StableRandom random = new(seed);
        KeyValuePair<string, List<PageStep>>[] topics = [.. byTopic.Where(pair => pair.Value.Count is > 1 and <= MostFacts)];
        for (int i = topics.Length - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (topics[i], topics[j]) = (topics[j], topics[i]);
        }

        HashSet<(PagePassage, PagePassage)> seen = [];
        foreach ((string topic, List<PageStep> list) in topics)
        {
            foreach ((PageStep one, PageStep other) in list.SelectMany((one, i) => list.Skip(i + 1).Select(other => (one, other))))
            {
                if (AreComparable(one, other) && seen.Add((one.Passage, other.Passage)))
                {
                    yield return new PagePair(one, other, topic);
                    break;
                }
            }
        }

        bool AreComparable(PageStep one, PageStep other) =>
            one.From.Kind == other.From.Kind && one.To.Kind == other.To.Kind && one.From != other.From && one.To != other.To
            && one.Passage.Page != other.Passage.Page
            && !pages[one.From.Name].Contains(other.Passage.Page) && !pages[other.From.Name].Contains(one.Passage.Page);
    }

    private static IEnumerable<string> Topics(PageStep fact)
    {
        string[] names = [.. $"{fact.From.Name} {fact.To.Name}".Split(' ')];
        return fact.Passage.Quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', ',', ';', ':', '"', '(', ')', '“', '”'))
            .Where(word => word.Length >= LeastLetters && word.All(char.IsLower) && !WordLists.Stop.Contains(word) && !WordLists.Weak.Contains(word) && !names.Contains(word))
            .Distinct(StringComparer.Ordinal);
    }
}
