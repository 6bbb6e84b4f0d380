using SynthGen.Documents;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Quality.Gates;

/// <summary>
/// The round trip (Promptagator, InPars: a query is kept only if retrieval with it finds its source). It runs each call that
/// the index supports and requires the row's page among the first results. It runs each search with the other built-in tool
/// too: the contrast of the two ranks shows which tool was right. The score is the reciprocal of the worst rank of the calls.
/// </summary>
/// <param name="index">The index that runs the calls.</param>
/// <param name="topK">The number of results that count, from 1.</param>
public sealed class ExecutedGate(IPageIndex index, int topK) : IQualityGate
{
    /// <summary>The default number of results that count.</summary>
    public const int TopK = 10;

    /// <summary>A rank that is more than this many times the other tool's is far behind it.</summary>
    public const int FarBehind = 5;

    private static readonly string Lexical = BuiltInTools.FullTextSearch.Name, Vector = BuiltInTools.VectorSearch.Name;

    // hit@10 is reported for every set.
    private readonly int _depth = Math.Max(topK, TopK);

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.Executed;

    /// <inheritdoc/>
    public GateResult Test(TestedRow row)
    {
        if (row.Page is not { } page)
            return Gate.FailWithoutPage(row.Row);

        int? lexical = null, vector = null, worst = 0;
        ToolContrast? contrast = null;
        string? missed = null;
        List<int?> ranks = new(row.Row.Tools.Count);
        bool any = false;
        foreach (ToolCall call in row.Row.Tools)
        {
            if (!index.CanRun(call.Name) || ArgumentText.Sought(call) is not { } sought)
            {
                ranks.Add(null);
                continue;
            }

            any = true;
            int? own = RankOf(page.Page, call.Name, sought);
            ranks.Add(own);
            worst = worst is null || own is null ? null : Math.Max(worst.Value, own.Value);
            if (!(own <= topK))
                missed ??= $"{call.Name} for '{sought}' has page {row.Row.Label} {(own is null ? $"not among the first {_depth}" : $"as number {own}")}";
            if (call.Name != Lexical && call.Name != Vector)
                continue;

            // With several calls of one tool, the first gives its rank.
            int? other = RankOf(page.Page, call.Name == Lexical ? Vector : Lexical, sought);
            bool isLexical = call.Name == Lexical;
            lexical ??= isLexical ? own : row.Row.Tools.Count == 1 ? other : null;
            vector ??= !isLexical ? own : row.Row.Tools.Count == 1 ? other : null;
            contrast = Worse(contrast, Compare(own, other));
        }

        if (!any)
            return Gate.Skip("NothingToRun");

        row.Ranks = new SearchRanks(ranks, lexical, vector) { Contrast = contrast };
        double score = worst is { } rank ? 1.0 / rank : 0;
        if (contrast == ToolContrast.Refuted)
            return Gate.Fail("ToolRefuted", $"The other tool finds page {row.Row.Label} far better{(missed is null ? "" : $": {missed}")}.", score);
        return missed is not null ? Gate.Fail("PageNotFound", $"{missed}.", score) : Gate.Pass(score, contrast?.ToString());
    }

    private int? RankOf(OcrPage page, string tool, string sought)
    {
        if (!index.CanRun(tool))
            return null;

        PageKey key = PageKey.Of(page);
        foreach (PageHit hit in index.Search(tool, sought, _depth))
        {
            if (hit.GetPageKey() == key)
                return hit.Rank;
        }

        return null;
    }

    private ToolContrast? Compare(int? own, int? other)
    {
        bool found = own <= topK, otherFound = other <= topK;
        return !found && !otherFound ? null
            : !found || (otherFound && own > FarBehind * other) ? ToolContrast.Refuted
            : !otherFound || other > FarBehind * own ? ToolContrast.Confirmed
            : ToolContrast.Either;
    }

    private static ToolContrast? Worse(ToolContrast? one, ToolContrast? other) =>
        one is null ? other : other is null ? one
        : one == ToolContrast.Refuted || other == ToolContrast.Refuted ? ToolContrast.Refuted
        : one == ToolContrast.Confirmed || other == ToolContrast.Confirmed ? ToolContrast.Confirmed : ToolContrast.Either;
}
