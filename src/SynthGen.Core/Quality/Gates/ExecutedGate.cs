using SynthGen.Documents;
using SynthGen.Retrieval;

namespace SynthGen.Quality.Gates;

/// <summary>
/// The round trip (Promptagator, InPars: a query is kept only if retrieval with it finds its source). It runs each call that
/// the index supports and requires the row's page among the first results. A row whose tool the contrast with the other one
/// refutes fails too; see <see cref="CallExecutor"/>. The score is the reciprocal of the worst rank of the calls.
/// </summary>
/// <param name="index">The index that runs the calls.</param>
/// <param name="topK">The number of results that count, from 1.</param>
public sealed class ExecutedGate(IPageIndex index, int topK) : IQualityGate
{
    private readonly CallExecutor _executor = new(index, topK);

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.Executed;

    /// <inheritdoc/>
    public GateResult Test(TestedRow row)
    {
        if (row.Page is not { } page)
            return Gate.FailWithoutPage(row.Row);
        if (_executor.Run(row.Row, PageKey.Of(page.Page)) is not var (ranks, worst, missed))
            return Gate.Skip("NothingToRun");

        row.Ranks = ranks;
        double score = worst is { } rank ? 1.0 / rank : 0;
        if (ranks.Contrast == ToolContrast.Refuted)
            return Gate.Fail("ToolRefuted", $"The other tool finds page {row.Row.Label} far better{(missed is null ? "" : $": {missed}")}.", score);
        return missed is not null ? Gate.Fail("PageNotFound", $"{missed}.", score) : Gate.Pass(score, ranks.Contrast?.ToString());
    }
}
