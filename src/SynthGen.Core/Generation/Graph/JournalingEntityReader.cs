using SynthGen.Generation.Journal;
using SynthGen.Models;

namespace SynthGen.Generation.Graph;

/// <summary>
/// Returns what a page names from the journal if it is there; otherwise reads the page and stores it first. Failed pages are read
/// again. Thread-safe.
/// </summary>
/// <param name="inner">Reads a page.</param>
/// <param name="journal">The journal.</param>
/// <param name="keys">Computes a page's key.</param>
public sealed class JournalingEntityReader(IEntityReader inner, EntityJournal journal, JournalKey keys) : IEntityReader
{
    /// <inheritdoc/>
    public async Task<EntityOutcome> ReadAsync(OcrPage page, CancellationToken cancellationToken)
    {
        UInt128 key = keys.Of(page);
        if (journal.StatusOf(key) is OutcomeStatus.Generated or OutcomeStatus.Empty && journal.Find(key) is { } known)
            return known.For(page);
        if (journal.Failure is { } failure)
            throw new RunEndedException(RunEnd.JournalNotWritten, failure.Message, failure);

        EntityOutcome outcome = await inner.ReadAsync(page, cancellationToken).ConfigureAwait(false);
        try
        {
            journal.Append(key, outcome);
        }
        catch (JournalNotWrittenException)
        {
            // The reply was paid for. The run ends with the next page, and with its command.
        }

        return outcome;
    }
}
