using SynthGen.Retrieval;

namespace SynthGen.Quality.Gates;

/// <summary>
/// Tests that no argument contains information that the query does not supply. Quality Matters (arXiv 2409.16341) calls this
/// parameter alignment, and finds that a third to a half of the rows of published sets lack it. The score is the share of
/// sound values. See <see cref="ArgumentOrigins"/> for the rules.
/// </summary>
public sealed class ArgumentProvenanceGate(IPageIndex index) : IQualityGate
{
    private readonly RareWords _rare = new(index);

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.ArgumentProvenance;

    /// <inheritdoc/>
    public GateResult Test(TestedRow row)
    {
        if (row.Page is not { } page)
            return Gate.FailWithoutPage(row.Row);

        IReadOnlyList<ArgumentValue> values = new ArgumentOrigins(_rare.Has).Of(row.Row, page);
        ArgumentValue[] foreign = [.. values.Where(value => value.Origin is ArgumentOrigin.FromPage or ArgumentOrigin.Unknown)];
        if (foreign.Length == 0)
            return Gate.Pass(1);

        ArgumentValue first = foreign[0];
        string words = string.Join(", ", first.Foreign);
        double score = 1 - (double)foreign.Length / values.Count;
        return foreign.Any(value => value.Origin == ArgumentOrigin.FromPage)
            ? Gate.Fail("ValueFromPage", $"{first.Tool} is given what the query does not say but the page does, in {first.Path}: {words}.", score)
            : Gate.Fail("ValueFromNowhere", $"{first.Tool} is given what neither query nor page says, in {first.Path}: {words}.", score);
    }
}
