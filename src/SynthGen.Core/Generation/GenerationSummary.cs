using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>The outcome of a run, by page: Generated + Empty + Failed + Pending = Pages.</summary>
/// <param name="Pages">Pages added.</param>
/// <param name="Generated">Pages with rows.</param>
/// <param name="Empty">Pages without anything to ask.</param>
/// <param name="Failed">Pages that failed.</param>
/// <param name="Pending">Pages not finished before the run ended.</param>
/// <param name="Rows">Rows generated.</param>
/// <param name="Failures">The failed outcomes, with their reasons, in page order.</param>
public sealed record GenerationSummary(
    int Pages, int Generated, int Empty, int Failed, int Pending, long Rows, IReadOnlyList<PageOutcome> Failures)
{
    /// <summary>The failed outcomes, with their reasons, in page order.</summary>
    public IReadOnlyList<PageOutcome> Failures { get; init => field = ListSnapshot.Of(value); } = ListSnapshot.Of(Failures);

    /// <summary>The number of pages for each reason, the most frequent first; pages without a reason are left out.</summary>
    public IReadOnlyList<ReasonCount> Reasons { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>
    /// The number of dropped rows for each reason, the most frequent first. Their pages may have other rows.
    /// </summary>
    public IReadOnlyList<ReasonCount> DroppedRows { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The number of pages whose outcome was in the journal.</summary>
    public int Resumed { get; init; }

    /// <summary>Input tokens of this run, without pages from the journal.</summary>
    public long InputTokens { get; init; }

    /// <summary>Output tokens of this run, without pages from the journal.</summary>
    public long OutputTokens { get; init; }

    /// <summary>The cost of this run, in US dollars; null if the model's price is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>A hash of the settings that rows depend on; null if it is not known.</summary>
    public string? Settings { get; init; }

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

/// <summary>The number of pages or rows with one reason.</summary>
/// <param name="Status">The status of the pages; Failed for dropped rows.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Count">The number.</param>
public sealed record ReasonCount(OutcomeStatus Status, string Reason, int Count)
{
    /// <summary>Count, status and reason.</summary>
    public override string ToString() => PrintableText.Line($"{Count} {Status}: {Reason}");
}
