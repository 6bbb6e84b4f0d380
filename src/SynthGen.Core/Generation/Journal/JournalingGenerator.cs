using SynthGen.Documents;
using SynthGen.Models;
using SynthGen.Rows;

namespace SynthGen.Generation.Journal;

/// <summary>
/// Returns a page's outcome from the journal if it is there; otherwise generates it and stores it first. Failed pages are tried
/// again; empty ones only on request. When the journal cannot be written, the outcomes of pages under way are still returned,
/// and no further page is generated.
/// </summary>
public sealed class JournalingGenerator(
    IQueryGenerator inner, OutcomeJournal journal, JournalKey keys, IReadOnlyList<ToolDefinition> tools, bool retryEmpty) : DelegatingGenerator(inner)
{
    /// <inheritdoc/>
    /// <exception cref="RunEndedException">The journal cannot be written any more.</exception>
    public override async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
    {
        UInt128 key = keys.Of(page);
        OutcomeStatus? status = journal.StatusOf(key);
        if ((status == OutcomeStatus.Generated || (status == OutcomeStatus.Empty && !retryEmpty)) && journal.Find(key) is { } known)
        {
            return known with
            {
                Page = page.Number,
                Source = page.Source,
                Label = page.Label,
                Ordinal = page.Ordinal,
                Rows = AtHome(known.Rows, page),
            };
        }

        if (journal.Failure is { } failure)
            throw new RunEndedException(RunEnd.JournalNotWritten, failure.Message, failure);

        PageOutcome outcome = await Inner.GenerateAsync(page, cancellationToken).ConfigureAwait(false);
        if (outcome.Status != OutcomeStatus.Pending)
            Store(key, outcome);
        return outcome;
    }

    private void Store(UInt128 key, PageOutcome outcome)
    {
        try
        {
            journal.Append(key, outcome);
        }
        catch (JournalNotWrittenException)
        {
            // The rows were paid for. The run ends with the next page, and with its command.
        }
    }

    private SyntheticQuery[] AtHome(IReadOnlyList<SyntheticQuery> rows, OcrPage page)
    {
        List<string?> pairs = [.. rows.Select(row => row.PairId).Where(id => id is not null).Distinct()];
        return [.. rows.Select(row => AtHome(row, page) with { PairId = row.PairId is { } id ? RowPair.IdOf(PageKey.Of(page), pairs.IndexOf(id) + 1) : null })];
    }

    // The key depends on the text alone, which may be on another page or in a renamed file.
    private SyntheticQuery AtHome(SyntheticQuery row, OcrPage page) => new(row.Query, row.Tools, page.Number)
    {
        Source = page.Source,
        Label = page.Label,
        Ordinal = page.Ordinal,
        Evidence = row.Evidence,
        AvailableTools = tools,
        Provenance = row.Provenance,
    };
}
