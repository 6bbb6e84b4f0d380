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

    /// <summary>Finds the first entry, from one on, whose page is not before a page; the number of entries if there is none.</summary>
    public int Seek(int page, int from)
    {
        // In steps that double, since what is sought is mostly near.
        int to = from;
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

        return to;
    }
}
