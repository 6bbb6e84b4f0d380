using SynthGen.Documents;
using SynthGen.Retrieval;

namespace SynthGen.Pictures;

/// <summary>Puts the rows of pages in the order of their documents.</summary>
internal static class PageRows
{
    /// <summary>Returns the rows of each page: of all pages of an index, or of those that have rows.</summary>
    /// <param name="counts">The rows by page.</param>
    /// <param name="index">The document's pages; null if they are not known.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static IReadOnlyList<(PageKey Page, long Rows)> Of(IReadOnlyDictionary<PageKey, long> counts, IPageIndex? index, CancellationToken cancellationToken)
    {
        if (index is null)
            return [.. InOrder(counts.Keys).Select(page => (page, counts[page]))];

        Dictionary<PageKey, long> found = index.Keys.ToDictionary(page => page, _ => 0L);
        foreach ((PageKey page, long rows) in counts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (found.ContainsKey(page))
                found[page] += rows;
            else if (index.Find(page) is { } same)
                found[PageKey.Of(same)] += rows;
        }

        return [.. index.Keys.Select(page => (page, found[page]))];
    }

    private static IOrderedEnumerable<PageKey> InOrder(IEnumerable<PageKey> pages) =>
        pages.OrderBy(page => page.Source, StringComparer.Ordinal).ThenBy(page => page.Ordinal).ThenBy(page => page.Number).ThenBy(page => page.Label, StringComparer.Ordinal);
}
