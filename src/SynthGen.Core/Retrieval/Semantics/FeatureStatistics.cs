using System.Runtime.InteropServices;

namespace SynthGen.Retrieval.Semantics;

/// <summary>The distribution of features over a document's pages, which determines their weights.</summary>
internal sealed class FeatureStatistics
{
    // An n-gram on only one page relates it to no other page. A word on only one page is kept, because queries may contain it.
    private const int LeastPagesOfGram = 2;

    /// <summary>The maximum number of features of a model, which takes 512 bytes for each at 256 dimensions.</summary>
    public const int MostFeatures = 1 << 16;

    private readonly Dictionary<ulong, int> _ids = [];
    private readonly List<ulong> _features = [];
    private readonly List<Spread> _spreads = [];
    private int _pages;

    /// <summary>Counts a page, and gives its features by their numbers: from 0, as they occur.</summary>
    public (int Id, float Count)[] Add(ReadOnlySpan<(ulong Feature, float Count)> counts)
    {
        _pages++;
        (int, float)[] page = new (int, float)[counts.Length];
        for (int i = 0; i < page.Length; i++)
        {
            (ulong feature, float count) = counts[i];
            int id = IdOf(feature);
            ref Spread spread = ref CollectionsMarshal.AsSpan(_spreads)[id];
            spread.Pages++;
            spread.Total += (long)count;
            if (count > 1)
                spread.Sum += count * Math.Log(count);
            page[i] = (id, count);
        }

        return page;
    }

    /// <summary>
    /// Returns the features to compare by: all words and the n-grams of more than one page. If they are too many, the
    /// most common are kept.
    /// </summary>
    /// <param name="columns">The column of each feature that was counted; -1 if it is not kept.</param>
    public Vocabulary ToVocabulary(out int[] columns)
    {
        (int least, int some) = Limit();
        IEnumerable<int> candidates = Enumerable.Range(0, _spreads.Count).Where(IsCandidate);
        int[] kept = [.. candidates.Where(id => _spreads[id].Pages > least),
            .. candidates.Where(id => _spreads[id].Pages == least).OrderBy(id => _features[id]).Take(some)];
        ulong[] features = [.. kept.Select(id => _features[id])];
        Array.Sort(features, kept);
        columns = new int[_spreads.Count];
        Array.Fill(columns, -1);
        for (int column = 0; column < kept.Length; column++)
            columns[kept[column]] = column;
        return new Vocabulary(features, [.. kept.Select(id => (float)Weight(_spreads[id]))]);
    }

    private int IdOf(ulong feature)
    {
        ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, feature, out bool isKnown);
        if (!isKnown)
        {
            id = _spreads.Count;
            _features.Add(feature);
            _spreads.Add(default);
        }

        return id;
    }

    private bool IsCandidate(int id) => _spreads[id].Pages >= LeastPagesOfGram || !FeatureCounter.IsGram(_features[id]);

    // Features of more pages than the limit are kept; of those of as many, only some.
    private (int Pages, int Some) Limit()
    {
        int[] sizes = new int[_pages + 1];
        for (int id = 0; id < _spreads.Count; id++)
            sizes[_spreads[id].Pages] += IsCandidate(id) ? 1 : 0;
        int left = MostFeatures;
        for (int pages = _pages; pages > 0; pages--)
        {
            if (sizes[pages] > left)
                return (pages, left);
            left -= sizes[pages];
        }

        return (0, 0);
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
