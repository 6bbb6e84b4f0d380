using System.Buffers;
using System.Collections.Concurrent;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// Searches words by posting lists, which are kept: what SQLite's bm25() computes for every page of every search is computed once
/// for a term. It finds the same pages with the same scores, to the last bit. Thread-safe.
/// </summary>
/// <param name="pages">The number of pages.</param>
/// <param name="read">Reads the list of a term, an FTS5 expression of one phrase.</param>
internal sealed class PostingSearch(int pages, Func<string, PostingList> read)
{
    // Some 100 MB; the words of 10,000 pages are fewer.
    private const long MostEntries = 8_000_000;

    private readonly ConcurrentDictionary<string, PostingList> _lists = new(StringComparer.Ordinal);
    private long _entries;

    /// <summary>Returns the best pages that have terms, best first; of equal ones the earlier page first.</summary>
    /// <param name="terms">The terms, each another one.</param>
    /// <param name="least">How many of the terms a page must have.</param>
    /// <param name="top">The maximum number of pages.</param>
    public IReadOnlyList<RowScore> Find(IReadOnlyList<string> terms, int least, int top)
    {
        double[] scores = ArrayPool<double>.Shared.Rent(pages);
        int[] had = ArrayPool<int>.Shared.Rent(pages);
        try
        {
            scores.AsSpan(0, pages).Clear();
            had.AsSpan(0, pages).Clear();
            foreach (string term in terms)
            {
                (int[] found, double[] weights) = ListOf(term);
                for (int i = 0; i < found.Length; i++)
                {
                    scores[found[i]] += weights[i];
                    had[found[i]]++;
                }
            }

            TopRows best = new(Math.Min(top, pages));
            for (int page = 0; page < pages; page++)
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

    private PostingList ListOf(string term)
    {
        if (_lists.TryGetValue(term, out PostingList known))
            return known;

        PostingList list = read(term);
        if (Interlocked.Add(ref _entries, list.Pages.Length) > MostEntries)
        {
            _lists.Clear();
            Interlocked.Exchange(ref _entries, list.Pages.Length);
        }

        return _lists[term] = list;
    }
}
