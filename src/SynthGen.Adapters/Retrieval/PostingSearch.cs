using System.Buffers;
using System.Collections.Concurrent;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// Searches words by posting lists, which are kept. It finds the pages that SQLite's bm25() finds, with the same scores, to the
/// last bit, but looks only at pages that can be among the best. Thread-safe.
/// </summary>
/// <param name="pages">The number of pages.</param>
/// <param name="read">Reads the list of a term.</param>
/// <param name="phrases">Finds terms of several words by the lists of each; null if they are read too.</param>
internal sealed class PostingSearch(int pages, Func<QueryTerm, PostingList> read, PhraseSearch? phrases = null)
{
    // Some 150 MB with their positions; the words of 10,000 pages are fewer.
    private const long MostEntries = 8_000_000;

    // Sums differ in their last bits by their order.
    private const double Slack = 1e-9;

    private readonly ConcurrentDictionary<string, PostingList> _lists = new(StringComparer.Ordinal);
    private long _entries;

    /// <summary>Returns the best pages that have all of some terms, best first; of equal ones the earlier page first.</summary>
    /// <param name="terms">The terms, each another one.</param>
    /// <param name="top">The maximum number of pages.</param>
    public IReadOnlyList<RowScore> FindAll(IReadOnlyList<QueryTerm> terms, int top)
    {
        PostingList[] lists = [.. terms.Select(ListOf)];
        return Best(PostingList.PagesOfAll(lists), lists, top);
    }

    /// <summary>Returns the best pages that have any of some terms, best first; of equal ones the earlier page first.</summary>
    /// <param name="terms">The terms, each another one.</param>
    /// <param name="top">The maximum number of pages.</param>
    /// <remarks>
    /// The terms that add most come first. Once the others together add less than what the best pages have, only pages that were
    /// met can be among the best, so that the lists of common words are not gone through (MaxScore; Turtle, Flood 1995, Query
    /// evaluation: strategies and optimizations).
    /// </remarks>
    public IReadOnlyList<RowScore> FindAny(IReadOnlyList<QueryTerm> terms, int top)
    {
        PostingList[] lists = [.. terms.Select(ListOf)], byWeight = [.. lists.OrderByDescending(list => list.Most)];
        double[] sums = ArrayPool<double>.Shared.Rent(pages);
        try
        {
            sums.AsSpan(0, pages).Clear();
            List<int> met = [];
            double rest = lists.Sum(list => list.Most);
            foreach (PostingList list in byWeight)
            {
                // Looking is worth its time where it may spare more.
                if (list.Pages.Length > met.Count && rest < LeastOf(met, sums, top) * (1 - Slack))
                    break;
                Add(list, sums, met);
                rest -= list.Most;
            }

            double needed = LeastOf(met, sums, top) * (1 - Slack) - Math.Max(0, rest);
            int[] found = [.. met.Where(page => sums[page] >= needed)];
            Array.Sort(found);
            return Best(found, lists, top);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(sums);
        }
    }

    private static void Add(PostingList list, double[] sums, List<int> met)
    {
        (int[] found, double[] weights) = (list.Pages, list.Weights);
        for (int i = 0; i < found.Length; i++)
        {
            ref double sum = ref sums[found[i]];
            if (sum == 0)
                met.Add(found[i]);
            sum += weights[i];
        }
    }

    // What the last of the best pages has so far; less than any score if there are not so many.
    private double LeastOf(List<int> met, double[] sums, int top)
    {
        TopRows best = new(Math.Min(top, pages));
        foreach (int page in met)
            best.Offer(page, sums[page]);
        return best.Least;
    }

    // Scores are summed in the order of the terms, as SQLite does.
    private static RowScore[] Best(ReadOnlySpan<int> found, PostingList[] lists, int top)
    {
        double[] scores = new double[found.Length];
        foreach (PostingList list in lists)
        {
            for (int i = 0, at = 0; i < scores.Length; i++)
            {
                if (list.Has(found[i], ref at))
                    scores[i] += list.Weights[at];
            }
        }

        TopRows best = new(Math.Min(top, scores.Length));
        for (int i = 0; i < scores.Length; i++)
            best.Offer(found[i], scores[i]);
        return best.ToList();
    }

    private PostingList ListOf(QueryTerm term)
    {
        if (_lists.TryGetValue(term.Expression, out PostingList? known))
            return known;

        PostingList list = phrases is null || term.Words.Count == 1 ? read(term) : phrases.Find(term.Words, [.. term.ToWords().Select(ListOf)]);
        if (Interlocked.Add(ref _entries, list.Pages.Length) > MostEntries)
        {
            _lists.Clear();
            Interlocked.Exchange(ref _entries, list.Pages.Length);
        }

        return _lists[term.Expression] = list;
    }
}
