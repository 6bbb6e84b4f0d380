namespace SynthGen.Models.Batches;

/// <summary>Sends a request that failed in a job the direct way.</summary>
/// <param name="inner">The model whose requests are delivered in jobs.</param>
/// <param name="direct">The model that is asked directly; disposed of with this one.</param>
public sealed class FallbackChatModel(IChatModel inner, IChatModel direct) : DelegatingChatModel(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        ChatException fault;
        try
        {
            return await Inner.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException error) when (error.Fault == ChatErrorKind.Transient || error.IsUnexplained)
        {
            fault = error;
        }

        ChatReply reply = await direct.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        return reply with { Attempts = reply.Attempts + fault.Attempts };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            direct.Dispose();
        base.Dispose(disposing);
    }
}
