namespace SynthGen;

/// <summary>What became of the pages of one run: Generated + Empty + Failed + Pending = Pages.</summary>
/// <param name="Pages">Pages that went in.</param>
/// <param name="Generated">Pages that gave rows.</param>
/// <param name="Empty">Pages with nothing worth asking.</param>
/// <param name="Failed">Pages that went wrong.</param>
/// <param name="Pending">Pages that were not finished before the run ended.</param>
/// <param name="Rows">Rows that came out.</param>
/// <param name="Failures">The outcomes that failed, with their reasons, in page order.</param>
public sealed record GenerationSummary(
    int Pages, int Generated, int Empty, int Failed, int Pending, long Rows, IReadOnlyList<PageOutcome> Failures)
{
    /// <summary>The counts in a sentence.</summary>
    public override string ToString() =>
        $"{Rows} rows from {Pages} pages: {Generated} generated, {Empty} empty, {Failed} failed, {Pending} pending";
}
