using System.Runtime.InteropServices;

namespace SynthGen.Retrieval.Semantics;

/// <summary>How the features of a document spread over its pages, from which their weights follow.</summary>
internal sealed class FeatureStatistics
{
    // An n-gram of one page alone relates it to no other; a word of one page is what it may be asked for.
    private const int LeastPagesOfGram = 2;

    /// <summary>The most features that a model holds: it takes 512 bytes for each, at 256 dimensions.</summary>
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

    /// <summary>The features to compare by: all words, and the n-grams of more than one page; the most common if they are too many.</summary>
    public Vocabulary ToBook()
    {
        (ulong Feature, int Pages, float Weight)[] kept = [.. _spreads
            .Where(entry => entry.Value.Pages >= LeastPagesOfGram || !FeatureCounter.IsGram(entry.Key))
            .Select(entry => (entry.Key, entry.Value.Pages, Weight: (float)Weight(entry.Value)))
            .OrderByDescending(entry => entry.Pages).ThenBy(entry => entry.Key)
            .Take(MostFeatures)
            .OrderBy(entry => entry.Key)];
        return new Vocabulary([.. kept.Select(entry => entry.Feature)], [.. kept.Select(entry => entry.Weight)]);
    }

    // 1 - entropy over the pages / the highest possible of one page more: 1 for a feature of one page, hardly more than 0 for
    // one that is everywhere alike, but never 0, so that a document of few pages can be asked for what they all have.
    private double Weight(Spread spread) => 1 - (Math.Log(spread.Total) - spread.Sum / spread.Total) / Math.Log(_pages + 1);

    private struct Spread
    {
        public int Pages;
        public long Total;
        public double Sum;
    }
}
