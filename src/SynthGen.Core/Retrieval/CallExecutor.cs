using SynthGen.Documents;
using SynthGen.Tools;

namespace SynthGen.Retrieval;

/// <summary>The ranks that a row's calls give its page.</summary>
/// <param name="Ranks">The ranks, and the contrast of the two searches.</param>
/// <param name="Worst">The worst rank of a call; null if a call did not find the page.</param>
/// <param name="Missed">The first call that did not find the page among the first results, in a sentence without a full stop; null if all did.</param>
public sealed record ExecutedCalls(SearchRanks Ranks, int? Worst, string? Missed)
{
    /// <summary>The ranks that the other built-in tool gives the page for the text of each call, in the order of the calls; null where it was not run or does not find the page.</summary>
    public IReadOnlyList<int?> Others { get; init; } = [];
}

/// <summary>
/// Runs a row's calls on the index of its document. Each search is run with the other built-in tool too: the contrast of the
/// two ranks shows which tool was right.
/// </summary>
/// <param name="index">The index that runs the calls.</param>
/// <param name="topK">The number of results that count, from 1.</param>
public sealed class CallExecutor(IPageIndex index, int topK)
{
    /// <summary>The default number of results that count.</summary>
    public const int TopK = 10;

    /// <summary>A rank that is more than this many times the other tool's is far behind it.</summary>
    public const int FarBehind = 5;

    private static readonly string Lexical = BuiltInTools.FullTextSearch.Name, Vector = BuiltInTools.VectorSearch.Name;

    // hit@10 is reported for every set.
    private readonly int _depth = Math.Max(topK, TopK);

    /// <summary>Runs the calls of a row; null if the index can run none of them.</summary>
    /// <param name="row">The row.</param>
    /// <param name="page">The row's page.</param>
    /// <exception cref="Models.ChatException">The service that embeds queries did not answer.</exception>
    /// <exception cref="Models.RunEndedException">The service refused to embed a query.</exception>
    public ExecutedCalls? Run(SyntheticQuery row, PageKey page)
    {
        int? lexical = null, vector = null, worst = 0;
        ToolContrast? contrast = null;
        string? missed = null;
        List<int?> ranks = new(row.Tools.Count), others = new(row.Tools.Count);
        bool any = false;
        foreach (ToolCall call in row.Tools)
        {
            if (!index.CanRun(call.Name) || ArgumentText.Sought(call) is not { } sought)
            {
                ranks.Add(null);
                others.Add(null);
                continue;
            }

            any = true;
            int? own = RankOf(page, call.Name, sought);
            ranks.Add(own);
            worst = worst is null || own is null ? null : Math.Max(worst.Value, own.Value);
            if (!(own <= topK))
                missed ??= $"{call.Name} for '{sought}' has page {row.Label} {(own is null ? $"not among the first {_depth}" : $"as number {own}")}";
            if (call.Name != Lexical && call.Name != Vector)
            {
                others.Add(null);
                continue;
            }

            // With several calls of one tool, the first gives its rank. An index that has but one tool decides nothing.
            bool isLexical = call.Name == Lexical, hasOther = index.CanRun(isLexical ? Vector : Lexical);
            int? other = hasOther ? RankOf(page, isLexical ? Vector : Lexical, sought) : null;
            others.Add(other);
            lexical ??= isLexical ? own : row.Tools.Count == 1 ? other : null;
            vector ??= !isLexical ? own : row.Tools.Count == 1 ? other : null;
            contrast = Worse(contrast, hasOther ? Compare(own, other) : null);
        }

        return any ? new ExecutedCalls(new SearchRanks(ranks, lexical, vector) { Contrast = contrast }, worst, missed) { Others = others } : null;
    }

    private int? RankOf(PageKey page, string tool, string sought) => index.RankOf(page, tool, sought, _depth);

    /// <summary>Compares the ranks that a call's tool and the other one give a page; null if neither finds it.</summary>
    internal ToolContrast? Compare(int? own, int? other)
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
