using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Quality.Gates;

/// <summary>
/// Tests the overlap of calls and page. A search by meaning that copies the page teaches nothing about meaning; a search by
/// words that shares none with the page cannot find it. The score is the lowest of all calls: for vector_search the share of
/// words that are not copied, a copy being a run of four or more; for full_text_search the share of content words that the
/// page has.
/// </summary>
/// <param name="mostCopied">The maximum share of a vector search that may be copied, 0 to 1.</param>
/// <param name="leastShared">The minimum share of a full-text search that the page must have, 0 to 1.</param>
public sealed class OverlapGate(double mostCopied, double leastShared) : IQualityGate
{
    /// <summary>The default maximum share of a vector search that may be copied.</summary>
    public const double MostCopied = .6;

    /// <summary>The default minimum share of a full-text search that the page must have.</summary>
    public const double LeastShared = .5;

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.Overlap;

    /// <inheritdoc/>
    public GateResult Test(TestedRow row)
    {
        if (row.Page is not { } page)
            return Gate.FailWithoutPage(row.Row);

        double? lowest = null;
        foreach (ToolCall call in row.Row.Tools)
        {
            if (ArgumentText.Sought(call) is not { } sought)
                continue;

            if (call.Name == BuiltInTools.VectorSearch.Name)
            {
                double copied = page.Words.CopiedShare(sought);
                if (copied > mostCopied)
                    return Gate.Fail("CopiesPage", $"The vector search '{sought}' is copied from page {row.Row.Label}.", 1 - copied);
                lowest = Math.Min(lowest ?? 1, 1 - copied);
            }
            else if (call.Name == BuiltInTools.FullTextSearch.Name && ContentWords.Of(sought) is { Count: > 0 } words)
            {
                double shared = (double)words.Count(word => page.Words.Contains(word.Stem)) / words.Count;
                if (shared < leastShared)
                    return Gate.Fail("SharesTooLittle", $"Page {row.Row.Label} has too few words of the full-text search '{sought}'.", shared);
                lowest = Math.Min(lowest ?? 1, shared);
            }
        }

        return lowest is null ? Gate.Skip("NoBuiltInTool") : Gate.Pass(lowest);
    }
}
