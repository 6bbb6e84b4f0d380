namespace SynthGen.Generation.Local;

/// <summary>Keeps the roll of the pages under way. Outermost, so that pages from a journal are on it too.</summary>
public sealed class RollCallGenerator(IQueryGenerator inner, PageRoll roll) : IQueryGenerator
{
    /// <inheritdoc/>
    public void Announce(OcrPage page)
    {
        roll.Announce();
        inner.Announce(page);
    }

    /// <inheritdoc/>
    public void Close()
    {
        roll.Close();
        inner.Close();
    }

    /// <inheritdoc/>
    public async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
    {
        roll.Begin();
        try
        {
            return await inner.GenerateAsync(page, cancellationToken).ConfigureAwait(false);
        }
        catch (RunEndedException)
        {
            roll.Abandon();
            throw;
        }
        finally
        {
            roll.Finish();
        }
    }

    /// <inheritdoc/>
    public PageOutcome Settle(PageOutcome outcome) => inner.Settle(outcome);
}
