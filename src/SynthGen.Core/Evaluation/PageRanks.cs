using SynthGen.Documents;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Evaluation;

/// <summary>The rank that calls give their pages.</summary>
/// <param name="Rank">From 1; of several pages the worst; null if one is not found.</param>
internal sealed record PageRank(int? Rank);

/// <summary>Runs the calls that a model made, as they are, and finds how they rank the pages sought.</summary>
/// <param name="index">The index.</param>
internal sealed class PageRanks(IPageIndex index)
{
    private readonly CallExecutor _executor = new(index, CallExecutor.TopK);

    /// <summary>Returns the pages as the index knows them; empty if it does not know one of them.</summary>
    public IReadOnlyList<PageKey> Find(IReadOnlyList<PageKey> pages)
    {
        PageKey[] known = [.. pages.Select(index.Find).OfType<OcrPage>().Select(PageKey.Of)];
        return known.Length == pages.Count ? known : [];
    }

    /// <summary>Returns the rank of pages by calls: each page's best, and of these the worst.</summary>
    /// <param name="pages">The pages, as the index knows them.</param>
    /// <param name="calls">The calls; one that the index cannot run finds nothing.</param>
    /// <exception cref="Models.ChatException">The service that embeds queries did not answer.</exception>
    /// <exception cref="Models.RunEndedException">The service refused to embed a query.</exception>
    public PageRank Rank(IReadOnlyList<PageKey> pages, IReadOnlyList<ToolCall> calls)
    {
        int?[] ranks = [.. pages.Select(page => calls.Select(call => RankOf(page, call)).Min())];
        return new PageRank(ranks.Contains(null) ? null : ranks.Max());
    }

    /// <summary>Returns how the two searches compare on an expected call; null if that cannot be known.</summary>
    /// <exception cref="Models.ChatException">The service that embeds queries did not answer.</exception>
    /// <exception cref="Models.RunEndedException">The service refused to embed a query.</exception>
    public ToolContrast? Contrast(IReadOnlyList<PageKey> pages, IReadOnlyList<ToolCall> expected) =>
        pages is [var page] && expected.Count > 0
            ? _executor.Run(new SyntheticQuery("", expected, page.Number) { Source = page.Source, Label = page.Printed, Ordinal = page.Ordinal }, page)?.Ranks.Contrast
            : null;

    private int? RankOf(PageKey page, ToolCall call) =>
        index.CanRun(call.Name) && ArgumentText.Sought(call) is { Length: > 0 } sought ? index.RankOf(page, call.Name, sought, CallExecutor.TopK) : null;
}
