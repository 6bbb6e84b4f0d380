namespace SynthGen.Models.Batches;

/// <summary>
/// Says of a request that failed in a job that it may be sent again at once: in the next job there is nothing to wait for, and
/// no other request is the slower for it.
/// </summary>
/// <param name="inner">The model whose requests are delivered in jobs.</param>
public sealed class BatchedChatModel(IChatModel inner) : DelegatingChatModel(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await Inner.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException fault) when (fault.Fault is ChatErrorKind.RateLimited or ChatErrorKind.Transient)
        {
            throw new ChatException(ChatErrorKind.Transient, fault.Message, fault)
            {
                Status = fault.Status,
                RequestId = fault.RequestId,
                InputTokens = fault.InputTokens,
                OutputTokens = fault.OutputTokens,
            };
        }
    }
}
