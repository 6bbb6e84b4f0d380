namespace SynthGen.Generation;

/// <summary>
/// Base of the generators that add one concern to another generator. Calls go to the inner generator unless they are
/// overridden.
/// </summary>
/// <param name="inner">The inner generator.</param>
public abstract class DelegatingGenerator(IQueryGenerator inner) : IQueryGenerator
{
    /// <summary>The inner generator.</summary>
    protected IQueryGenerator Inner => inner;

    /// <inheritdoc/>
    public virtual Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken) => inner.GenerateAsync(page, cancellationToken);

    /// <inheritdoc/>
    public virtual void OnQueued(OcrPage page) => inner.OnQueued(page);

    /// <inheritdoc/>
    public virtual void Close() => inner.Close();

    /// <inheritdoc/>
    public virtual PageOutcome Finish(PageOutcome outcome) => inner.Finish(outcome);
}
