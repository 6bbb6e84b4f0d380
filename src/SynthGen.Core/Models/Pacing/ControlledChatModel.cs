namespace SynthGen.Models.Pacing;

/// <summary>
/// Finds out what an unexplained refusal is about. A control request asks the same in all that requests have in common, with
/// a blank page in place of the page. If it is answered, the server minds the page, which fails for good. If it is refused
/// too, the server takes nothing, and the run ends.
/// </summary>
/// <param name="inner">The model, with retries.</param>
/// <param name="pace">The pace that its requests are sent by.</param>
public sealed class ControlledChatModel(IChatModel inner, RequestPace pace) : DelegatingChatModel(inner)
{
    private static readonly ChatTurn BlankPage = new(ChatRole.User, "This page is blank.");

    // One at a time: where the first is refused, the others need not be sent.
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <inheritdoc/>
    /// <exception cref="RunEndedException">The server takes no request.</exception>
    public override async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await Inner.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException refusal) when (refusal.IsUnexplained)
        {
            throw await ExplainAsync(request, refusal, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _gate.Dispose();
        base.Dispose(disposing);
    }

    private async Task<Exception> ExplainAsync(ChatRequest request, ChatException refusal, CancellationToken cancellationToken)
    {
        ChatRequest control = request with { Turns = [.. request.Turns.Take(request.CommonTurns), BlankPage] };
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ChatReply reply = await Inner.CompleteAsync(control, cancellationToken).ConfigureAwait(false);
            return new ChatException(ChatErrorKind.Page, refusal.Message, refusal)
            {
                Status = refusal.Status,
                RequestId = refusal.RequestId,
                Attempts = refusal.Attempts + reply.Attempts,
                InputTokens = refusal.InputTokens + (reply.InputTokens ?? 0),
                OutputTokens = refusal.OutputTokens + (reply.OutputTokens ?? 0),
            };
        }
        catch (ChatException again) when (again.IsUnexplained)
        {
            RunEndedException end = new(RunEnd.Fatal, refusal.Message, refusal);
            pace.End(end);
            return end;
        }
        finally
        {
            _gate.Release();
        }
    }
}
