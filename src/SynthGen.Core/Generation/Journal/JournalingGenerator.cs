namespace SynthGen.Generation.Journal;

/// <summary>
/// Returns a page's outcome from the journal if it is there; otherwise generates it and stores it first. Failed pages are tried
/// again; empty ones only on request.
/// </summary>
public sealed class JournalingGenerator(
    IQueryGenerator inner, OutcomeJournal journal, JournalKey keys, IReadOnlyList<ToolDefinition> tools, bool retryEmpty) : DelegatingGenerator(inner)
{
    /// <inheritdoc/>
    public override async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
    {
        UInt128 key = keys.Of(page);
        OutcomeStatus? status = journal.StatusOf(key);
        if ((status == OutcomeStatus.Generated || (status == OutcomeStatus.Empty && !retryEmpty)) && journal.Find(key) is { } known)
        {
            return known with { Page = page.Number, Source = page.Source, Rows = [.. known.Rows.Select(row => AtHome(row, page))] };
        }

        PageOutcome outcome = await Inner.GenerateAsync(page, cancellationToken).ConfigureAwait(false);
        if (outcome.Status != OutcomeStatus.Pending)
            journal.Append(key, outcome);
        return outcome;
    }

    // The key depends on the text alone, which may be on another page or in a renamed file.
    private SyntheticQuery AtHome(SyntheticQuery row, OcrPage page) => new(row.Query, row.Tools, page.Number)
    {
        Source = page.Source,
        Evidence = row.Evidence,
        AvailableTools = tools,
        Provenance = row.Provenance,
    };
}
