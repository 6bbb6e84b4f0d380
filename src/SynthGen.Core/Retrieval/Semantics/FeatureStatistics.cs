using System.Runtime.InteropServices;

namespace SynthGen.Retrieval.Semantics;

/// <summary>The distribution of features over a document's pages, which determines their weights.</summary>
internal sealed class FeatureStatistics
{
    // An n-gram on only one page relates it to no other page. A word on only one page is kept, because queries may contain it.
    private const int LeastPagesOfGram = 2;

    /// <summary>The maximum number of features of a model, which takes 512 bytes for each at 256 dimensions.</summary>
    public const int MostFeatures = 1 << 16;

    private readonly Dictionary<ulong, Spread> _spreads = [];
    private int _pages;

    /// <summary>Counts a page.</summary>
    public void Add(IReadOnlyDictionary<ulong, int> counts)
    {
        _pages++;
        foreach ((ulong feature, int count) in counts)
        {
            ref Spread spread = ref CollectionsMarshal.GetValueRefOrAddDefault(_spreads, feature, out _);
            spread.Pages++;
            spread.Total += count;
            spread.Sum += count * Math.Log(count);
        }
    }

    /// <summary>
    /// Returns the features to compare by: all words and the n-grams of more than one page. If they are too many, the
    /// most common are kept.
    /// </summary>
    public Vocabulary ToVocabulary()
    {
        (ulong Feature, int Pages, float Weight)[] kept = [.. _spreads
            .Where(entry => entry.Value.Pages >= LeastPagesOfGram || !FeatureCounter.IsGram(entry.Key))
            .Select(entry => (entry.Key, entry.Value.Pages, Weight: (float)Weight(entry.Value)))
            .OrderByDescending(entry => entry.Pages).ThenBy(entry => entry.Key)
            .Take(MostFeatures)
            .OrderBy(entry => entry.Key)];
        return new Vocabulary([.. kept.Select(entry => entry.Feature)], [.. kept.Select(entry => entry.Weight)]);
    }

    // 1 - entropy over the pages / the maximum for one page more. It is 1 for a feature of one page, and near 0 for one spread
    // evenly. It is never 0, so that a document of few pages can be searched for words that all its pages have.
    private double Weight(Spread spread) => 1 - (Math.Log(spread.Total) - spread.Sum / spread.Total) / Math.Log(_pages + 1);

    private struct Spread
    {
        public int Pages;
        public long Total;
        public double Sum;
    }
}
