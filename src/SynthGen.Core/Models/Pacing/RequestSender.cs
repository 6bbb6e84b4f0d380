namespace SynthGen.Models.Pacing;

/// <summary>
/// Sends each request when the pace allows. After a transient error it sends the request again, after a jittered exponential
/// backoff. A refusal for too many requests does not count as an attempt; it only costs time.
/// </summary>
/// <param name="pace">The pace, shared by all requests that use the same quota.</param>
/// <param name="retryLimit">The maximum number of retries, from 0.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Numbers from 0 to below 1, for jitter.</param>
internal sealed class RequestSender(RequestPace pace, int retryLimit, TimeProvider time, Func<double> random)
{
    // A server that refuses the same request so often despite pauses will never accept it.
    private const int MostRefusals = 30;
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(60);
    private readonly ServiceHealth _health = new();

    /// <summary>Raised at every retry, with its number, the wait and the error.</summary>
    public event Action<int, TimeSpan, ChatException>? Retrying;

    /// <summary>Sends a request until it is answered or given up.</summary>
    /// <param name="estimatedTokens">The tokens that it is estimated to take.</param>
    /// <param name="send">Sends the request once.</param>
    /// <param name="succeeded">Reports an answer to the pace.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The answer, and what it took.</returns>
    /// <exception cref="ChatException">The request was given up, or refused without a word about the reason.</exception>
    /// <exception cref="RunEndedException">No further request may be sent.</exception>
    public async Task<SentRequest<T>> SendAsync<T>(
        int estimatedTokens, Func<CancellationToken, Task<T>> send, Action<RequestPace, T> succeeded, CancellationToken cancellationToken)
        where T : class
    {
        int retries = 0, refusals = 0, input = 0, output = 0;
        while (true)
        {
            await pace.WaitAsync(estimatedTokens, cancellationToken).ConfigureAwait(false);
            ChatException? fault = null;
            T? reply = null;
            try
            {
                reply = await send(cancellationToken).ConfigureAwait(false);
                _health.Answered();
                return new SentRequest<T>(reply, retries + refusals + 1, input, output);
            }
            catch (ChatException error)
            {
                fault = error;
                (fault.InputTokens, fault.OutputTokens) = (input += error.InputTokens, output += error.OutputTokens);
            }
            finally
            {
                if (reply is not null)
                    succeeded(pace, reply);
                else
                    pace.Failed(fault);
            }

            switch (fault.Fault)
            {
                case ChatErrorKind.RateLimited or ChatErrorKind.Transient when fault.RetryAfter > pace.MaxWait:
                case ChatErrorKind.DailyQuota:
                    throw End(RunEnd.DailyQuota, fault.Message, fault);
                case ChatErrorKind.Page:
                    // Who looks at the page has let in the key and found the model.
                    _health.Answered();
                    goto case ChatErrorKind.Fatal;
                case ChatErrorKind.Fatal when !fault.IsUnexplained:
                    throw End(RunEnd.Fatal, fault.Message, fault);
                case ChatErrorKind.RateLimited when ++refusals > MostRefusals:
                case ChatErrorKind.Transient when ++retries > retryLimit:
                    if (_health.IsDown())
                        throw End(RunEnd.Unavailable, $"The service does not answer: {fault.Message}", fault);
                    goto case ChatErrorKind.Fatal;
                case ChatErrorKind.Fatal:
                    fault.Attempts = retries + refusals + (fault.Fault is ChatErrorKind.Fatal or ChatErrorKind.Page ? 1 : 0);
                    throw fault;
                case ChatErrorKind.Transient:
                    TimeSpan wait = fault.RetryAfter ?? Backoff(retries);
                    Retrying?.Invoke(retries, wait, fault);
                    await (await Task.WhenAny(Task.Delay(wait, time, cancellationToken), pace.Ended).ConfigureAwait(false)).ConfigureAwait(false);
                    break;
            }
        }
    }

    private RunEndedException End(RunEnd kind, string message, ChatException fault)
    {
        RunEndedException end = new(kind, message, fault) { ComeBack = kind == RunEnd.DailyQuota ? fault.RetryAfter : null };
        pace.End(end);
        return end;
    }

    // "Full jitter": any wait up to the exponential bound, so that requests that failed together are not retried together.
    private TimeSpan Backoff(int retry) =>
        TimeSpan.FromSeconds(random() * Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, retry)));
}

/// <summary>An answered request.</summary>
/// <param name="Reply">The answer.</param>
/// <param name="Attempts">The number of requests for it, including failed ones.</param>
/// <param name="LostInputTokens">Input tokens of replies that could not be used.</param>
/// <param name="LostOutputTokens">Output tokens of replies that could not be used.</param>
internal sealed record SentRequest<T>(T Reply, int Attempts, int LostInputTokens, int LostOutputTokens);
