namespace SynthGen.Models.Spending;

/// <summary>Sends a request only if the budget has room for it.</summary>
public sealed class BudgetedChatModel(IChatModel inner, Budget budget) : DelegatingChatModel(inner)
{
    /// <inheritdoc/>
    /// <exception cref="RunEndedException">The budget is used up.</exception>
    public override async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        (long Input, long Output) reserved = budget.Reserve(request.EstimatedTokens);
        ChatReply? reply = null;
        try
        {
            return reply = await Inner.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // If the server reports no count, the estimate is used.
            budget.Settle(reserved, reply is null ? 0 : reply.InputTokens ?? request.EstimatedTokens, reply is null ? 0 : reply.OutputTokens ?? reply.Text.Length / 4);
        }
    }
}
