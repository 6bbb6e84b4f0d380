namespace SynthGen.Models;

/// <summary>
/// Base of the models that add one concern to another model. Calls go to the inner model unless they are overridden.
/// </summary>
/// <param name="inner">The inner model; disposed of with this one.</param>
public abstract class DelegatingChatModel(IChatModel inner) : IChatModel
{
    /// <summary>The inner model.</summary>
    protected IChatModel Inner => inner;

    /// <inheritdoc/>
    public virtual Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken) => inner.CompleteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes of the inner model.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
    }
}
