namespace SynthGen.Adapters.Retrieval;

/// <summary>The pages that a term stands on.</summary>
/// <param name="pages">Their places, rising.</param>
/// <param name="weights">What the term adds to the score of each of them.</param>
internal sealed class PostingList(int[] pages, double[] weights)
{
    /// <summary>The pages' places, rising.</summary>
    public int[] Pages => pages;

    /// <summary>What the term adds to the score of each of them.</summary>
    public double[] Weights => weights;

    /// <summary>The most that it adds to a score.</summary>
    public double Most { get; } = weights.Length == 0 ? 0 : weights.Max();

    /// <summary>Whether the term stands on a page.</summary>
    /// <param name="page">The page's place.</param>
    /// <param name="at">An entry not behind the page's; becomes the first entry whose page is not before it.</param>
    public bool Has(int page, ref int at)
    {
        // In steps that double, since what is sought is mostly near.
        int from = at, to = at;
        for (int step = 1; to < pages.Length && pages[to] < page; step *= 2)
            (from, to) = (to + 1, to + step);
        to = Math.Min(to, pages.Length);
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            if (pages[middle] < page)
                from = middle + 1;
            else
                to = middle;
        }

        at = to;
        return at < pages.Length && pages[at] == page;
    }
}
