using System.Buffers;
using System.Collections.Concurrent;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// Searches words by posting lists, which are kept: what SQLite's bm25() computes for every page of every search is computed once
/// for a term. It finds the same pages with the same scores, to the last bit. Thread-safe.
/// </summary>
/// <remarks>BM25 as in https://www.sqlite.org/fts5.html#the_bm25_function, k1 = 1.2 and b = 0.75.</remarks>
internal sealed class PostingSearch
{
    private const double K1 = 1.2, B = .75, LeastIdf = 1e-6;

    // Some 25 MB; a document's own words are far fewer.
    private const long MostEntries = 2_000_000;

    private readonly IPostingSource _source;
    private readonly int[] _lengths;
    private readonly double _average;
    private readonly ConcurrentDictionary<string, PostingList> _lists = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, bool), long[]> _places = new();
    private long _entries;

    /// <summary>Begins to search.</summary>
    /// <param name="source">Reads the lists.</param>
    public PostingSearch(IPostingSource source)
    {
        (_source, _lengths) = (source, source.ReadLengths());
        _average = (double)_lengths.Sum(length => (long)length) / _lengths.Length;
    }

    /// <summary>Returns the best pages that have terms, best first; of equal ones the earlier page first.</summary>
    /// <param name="terms">The terms, each another one.</param>
    /// <param name="least">How many of the terms a page must have.</param>
    /// <param name="top">The maximum number of pages.</param>
    public IReadOnlyList<RowScore> Find(IReadOnlyList<QueryPhrase> terms, int least, int top)
    {
        int count = _lengths.Length;
        double[] scores = ArrayPool<double>.Shared.Rent(count);
        int[] had = ArrayPool<int>.Shared.Rent(count);
        try
        {
            scores.AsSpan(0, count).Clear();
            had.AsSpan(0, count).Clear();
            foreach (QueryPhrase term in terms)
            {
                (int[] pages, double[] weights) = ListOf(term);
                for (int i = 0; i < pages.Length; i++)
                {
                    scores[pages[i]] += weights[i];
                    had[pages[i]]++;
                }
            }

            TopRows best = new(Math.Min(top, count));
            for (int page = 0; page < count; page++)
            {
                if (had[page] >= least)
                    best.Offer(page, scores[page]);
            }

            return best.ToList();
        }
        finally
        {
            ArrayPool<double>.Shared.Return(scores);
            ArrayPool<int>.Shared.Return(had);
        }
    }

    private PostingList ListOf(QueryPhrase term)
    {
        if (_lists.TryGetValue(term.Expression, out PostingList known))
            return known;

        (int[] pages, int[] counts) = term.Words.Count > 1 ? CountPhrase(term) : _source.Count(term.Words[0], term.IsPrefix);
        double idf = Math.Log((_lengths.Length - pages.Length + .5) / (pages.Length + .5));
        if (idf <= 0)
            idf = LeastIdf;
        double[] weights = new double[pages.Length];
        for (int i = 0; i < pages.Length; i++)
            weights[i] = idf * (counts[i] * (K1 + 1) / (counts[i] + K1 * (1 - B + B * _lengths[pages[i]] / _average)));
        Keep(pages.Length);
        return _lists[term.Expression] = new PostingList(pages, weights);
    }

    // The words of a phrase follow each other.
    private (int[] Pages, int[] Counts) CountPhrase(QueryPhrase term)
    {
        long[][] places = [.. term.Words.Select((word, i) => PlacesOf(word, term.IsPrefix && i == term.Words.Count - 1))];
        int rarest = Array.IndexOf(places, places.MinBy(list => list.Length)!);
        List<int> pages = [], counts = [];
        foreach (long place in places[rarest])
        {
            // Places of one page that are before its first word belong to no page.
            long begin = place - rarest;
            if (begin >> 32 != place >> 32 || !Enumerable.Range(0, places.Length).All(i => Array.BinarySearch(places[i], begin + i) >= 0))
                continue;
            if (pages.Count > 0 && pages[^1] == (int)(begin >> 32))
            {
                counts[^1]++;
                continue;
            }

            pages.Add((int)(begin >> 32));
            counts.Add(1);
        }

        return ([.. pages], [.. counts]);
    }

    private long[] PlacesOf(string word, bool isPrefix)
    {
        if (_places.TryGetValue((word, isPrefix), out long[]? known))
            return known;
        long[] places = _source.Places(word, isPrefix);
        Keep(places.Length);
        return _places[(word, isPrefix)] = places;
    }

    private void Keep(int entries)
    {
        if (Interlocked.Add(ref _entries, entries) <= MostEntries)
            return;
        _lists.Clear();
        _places.Clear();
        Interlocked.Exchange(ref _entries, entries);
    }
}
