using SynthGen.Rows;

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
    /// <summary>The outcomes that failed, with their reasons, in page order.</summary>
    public IReadOnlyList<PageOutcome> Failures { get; init => field = ListSnapshot.Of(value); } = ListSnapshot.Of(Failures);

    /// <summary>How many pages ended why, as far as there is a reason; the most frequent first.</summary>
    public IReadOnlyList<ReasonCount> Reasons { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>How many rows were dropped why, the most frequent first. Their pages may have given other rows.</summary>
    public IReadOnlyList<ReasonCount> DroppedRows { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>Of the pages, those whose outcome was in the journal.</summary>
    public int Resumed { get; init; }

    /// <summary>Input tokens that this run took; pages from the journal not counted.</summary>
    public long InputTokens { get; init; }

    /// <summary>Output tokens that this run took; pages from the journal not counted.</summary>
    public long OutputTokens { get; init; }

    /// <summary>What this run cost, in US dollars; null if the model's price is not known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>
    /// Whether another run could not be expected to give more: no page is pending, and none failed for a reason that was
    /// not its own.
    /// </summary>
    public bool IsComplete => Pending == 0 && FailedByService == 0;

    /// <summary>Of the pages that failed, those that did so for a reason that was not their own; see <see cref="FailureCause.Service"/>.</summary>
    public int FailedByService => Failures.Count(failure => failure.Cause == FailureCause.Service);

    /// <summary>The counts in a sentence.</summary>
    public override string ToString() =>
        $"{Rows} rows from {Pages} pages: {Generated} generated, {Empty} empty, {Failed} failed, {Pending} pending";
}

/// <summary>How often something happened.</summary>
/// <param name="Status">What became of the page, or of the row: a dropped one failed.</param>
/// <param name="Reason">Why.</param>
/// <param name="Count">How often.</param>
public sealed record ReasonCount(OutcomeStatus Status, string Reason, int Count)
{
    /// <summary>Count, status and reason.</summary>
    public override string ToString() => $"{Count} {Status}: {Reason}";
}
