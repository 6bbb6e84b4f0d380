namespace SynthGen.Models.Pacing;

/// <summary>Sends each request by a <see cref="RequestSender"/>: when the pace allows, and again when it failed for reasons of the moment.</summary>
/// <param name="inner">The model.</param>
/// <param name="pace">Shared by all that use the same quota.</param>
/// <param name="retryLimit">How often a request is sent again, from 0.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Numbers from 0 to below 1, for jitter.</param>
public sealed class RetryingChatModel(
    IChatModel inner, RequestPace pace, int retryLimit, TimeProvider time, Func<double> random) : DelegatingChatModel(inner)
{
    private readonly RequestSender _sender = new(pace, retryLimit, time, random);

    /// <summary>Told of every retry: which one it is, after what, and how long it waits.</summary>
    public event Action<int, TimeSpan, ChatException>? Retrying
    {
        add => _sender.Retrying += value;
        remove => _sender.Retrying -= value;
    }

    /// <inheritdoc/>
    public override async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        int tokens = request.EstimatedTokens;
        (ChatReply reply, int attempts) = await _sender.SendAsync(
            tokens, token => Inner.CompleteAsync(request, token), (to, answer) => to.Succeeded(answer, tokens), cancellationToken).ConfigureAwait(false);
        return reply with { Attempts = attempts };
    }
}
