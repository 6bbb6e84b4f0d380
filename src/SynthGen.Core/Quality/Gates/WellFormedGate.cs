using SynthGen.Quality.Queries;
using SynthGen.Retrieval;

namespace SynthGen.Quality.Gates;

/// <summary>
/// Tests that the query is whole: no name or word is cut off, quotation marks and brackets are paired, nothing of a template or
/// of markup is left, it does not break off, and it has no misread word. With an index the words of the document are known;
/// without one the query alone is read. Grammar is asked of English queries only. The score is 1 or 0.
/// </summary>
/// <param name="index">The index of the document; null if there is none.</param>
public sealed class WellFormedGate(IPageIndex? index) : IQualityGate
{
    private readonly QueryFlaws _flaws = new(index);

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.WellFormed;

    /// <inheritdoc/>
    public GateResult Test(TestedRow row) => _flaws.Find(row.Row.Query, row.Page, row.Row.Tools) is { } flaw
        ? Gate.Fail(flaw.Reason, flaw.Detail)
        : Gate.Pass(1);
}
