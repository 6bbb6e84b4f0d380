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

    /// <summary>How often a word stands on each of them; empty if that is not known.</summary>
    public int[] Counts { get; init; } = [];

    /// <summary>The positions of a word (<see cref="PostingFormat"/>); null until they are read.</summary>
    public byte[]? Positions { get; set; }

    /// <summary>The most that it adds to a score.</summary>
    public double Most { get; } = weights.Length == 0 ? 0 : weights.Max();

    /// <summary>Gets the pages on which all of some terms stand.</summary>
    public static ReadOnlySpan<int> PagesOfAll(IReadOnlyList<PostingList> lists)
    {
        PostingList[] byLength = [.. lists.OrderBy(list => list.Pages.Length)];
        int[] found = [.. byLength[0].Pages];
        int count = found.Length;
        foreach (PostingList list in byLength.AsSpan(1))
        {
            int kept = 0;
            for (int i = 0, at = 0; i < count; i++)
            {
                if (list.Has(found[i], ref at))
                    found[kept++] = found[i];
            }

            count = kept;
        }

        return found.AsSpan(0, count);
    }

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
