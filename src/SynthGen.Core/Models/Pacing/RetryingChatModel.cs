namespace SynthGen.Models.Pacing;

/// <summary>
/// Sends each request through a <see cref="RequestSender"/>: when the pace allows, and again after a transient error.
/// </summary>
/// <param name="inner">The model.</param>
/// <param name="pace">The pace, shared by all requests that use the same quota.</param>
/// <param name="retryLimit">The maximum number of retries, from 0.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Numbers from 0 to below 1, for jitter.</param>
public sealed class RetryingChatModel(
    IChatModel inner, RequestPace pace, int retryLimit, TimeProvider time, Func<double> random) : DelegatingChatModel(inner)
{
    private readonly RequestSender _sender = new(pace, retryLimit, time, random);

    /// <summary>Raised at every retry, with its number, the wait and the error.</summary>
    public event Action<int, TimeSpan, ChatException>? Retrying
    {
        add => _sender.Retrying += value;
        remove => _sender.Retrying -= value;
    }

    /// <inheritdoc/>
    public override async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        int tokens = request.EstimatedTokens;
        SentRequest<ChatReply> sent = await _sender.SendAsync(
            tokens, token => Inner.CompleteAsync(request, token), (to, answer) => to.Succeeded(answer, tokens), cancellationToken).ConfigureAwait(false);
        return sent.Reply with
        {
            Attempts = sent.Attempts,
            InputTokens = Sum(sent.Reply.InputTokens, sent.LostInputTokens),
            OutputTokens = Sum(sent.Reply.OutputTokens, sent.LostOutputTokens),
        };
    }

    // Not known stays not known, so that it can be estimated.
    private static int? Sum(int? tokens, int lost) => tokens is null && lost == 0 ? null : (tokens ?? 0) + lost;
}
