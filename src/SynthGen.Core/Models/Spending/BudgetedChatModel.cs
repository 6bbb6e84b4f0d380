using SynthGen.Models.Batches;

namespace SynthGen.Models.Spending;

/// <summary>Sends a request only if the budget has room for it.</summary>
public sealed class BudgetedChatModel(IChatModel inner, Budget budget) : DelegatingChatModel(inner)
{
    /// <inheritdoc/>
    /// <exception cref="RunEndedException">The budget is used up.</exception>
    public override async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        (long Input, long Output) reserved = budget.Reserve(request.EstimatedTokens);
        int input = 0, output = 0;
        bool isPending = false;
        try
        {
            ChatReply reply = await Inner.CompleteAsync(request, cancellationToken).ConfigureAwait(false);

            // If the server reports no count, the estimate is used.
            (input, output) = (reply.InputTokens ?? request.EstimatedTokens, reply.OutputTokens ?? ChatRequest.EstimateTokens(reply));
            return reply;
        }
        catch (CallPendingException)
        {
            // It is in a job, or will be, and is paid for there: what it takes stays reserved.
            isPending = true;
            throw;
        }
        catch (Exception error) when ((error as ChatException ?? error.InnerException as ChatException) is { } fault)
        {
            // Replies that could not be used are paid for too.
            (input, output) = (fault.InputTokens, fault.OutputTokens);
            throw;
        }
        finally
        {
            if (!isPending)
                budget.Settle(reserved, input, output);
        }
    }
}
