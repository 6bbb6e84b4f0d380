using SynthGen.Generation.Chat;

namespace SynthGen.Generation.Pacing;

/// <summary>
/// Sends each request when the pace allows, and again when it failed for reasons of the moment, after a jittered
/// exponential backoff. A refusal for too many requests is no attempt: it only costs time.
/// </summary>
/// <param name="inner">The model.</param>
/// <param name="pace">Shared by all that use the same quota.</param>
/// <param name="retryLimit">How often a request is sent again, from 0.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Numbers from 0 to below 1, for jitter.</param>
public sealed class RetryingChatModel(
    IChatModel inner, RequestPace pace, int retryLimit, TimeProvider time, Func<double> random) : IChatModel
{
    // A server that refuses the same request so often, pauses and all, will not take it.
    private const int MostRefusals = 30;
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(60);
    private readonly ServiceHealth _health = new();

    /// <summary>Told of every retry: which one it is, after what, and how long it waits.</summary>
    public event Action<int, TimeSpan, ChatException>? Retrying;

    /// <inheritdoc/>
    public async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        int tokens = request.EstimatedTokens, retries = 0, refusals = 0;
        while (true)
        {
            await pace.WaitAsync(tokens, cancellationToken).ConfigureAwait(false);
            ChatException? fault = null;
            ChatReply? reply = null;
            try
            {
                reply = await inner.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
                _health.Answered();
                return reply with { Attempts = retries + refusals + 1 };
            }
            catch (ChatException error)
            {
                fault = error;
            }
            finally
            {
                if (reply is not null)
                    pace.Succeeded(reply, tokens);
                else
                    pace.Failed(fault);
            }

            switch (fault.Fault)
            {
                case ChatFault.DailyQuota:
                    throw End(RunEnd.DailyQuota, fault.Message, fault);
                case ChatFault.Fatal when _health.RefusesAll(fault):
                    throw End(RunEnd.Fatal, fault.Message, fault);
                case ChatFault.RateLimited when ++refusals > MostRefusals:
                case ChatFault.Transient when ++retries > retryLimit:
                    if (_health.IsDown())
                        throw End(RunEnd.Unavailable, $"The service does not answer: {fault.Message}", fault);
                    goto case ChatFault.Fatal;
                case ChatFault.Fatal:
                    fault.Attempts = retries + refusals + (fault.Fault == ChatFault.Fatal ? 1 : 0);
                    throw fault;
                case ChatFault.Transient:
                    TimeSpan wait = fault.RetryAfter ?? Backoff(retries);
                    Retrying?.Invoke(retries, wait, fault);
                    await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private RunEndedException End(RunEnd kind, string message, ChatException fault)
    {
        RunEndedException end = new(kind, message, fault);
        pace.End(end);
        return end;
    }

    // "Full jitter": anything up to the exponential bound, so that those who failed together do not return together.
    private TimeSpan Backoff(int retry) =>
        TimeSpan.FromSeconds(random() * Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, retry)));
}
