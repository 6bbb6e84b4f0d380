namespace SynthGen.Models.Pacing;

/// <summary>
/// Sends each request when the pace allows, and again when it failed for reasons of the moment, after a jittered
/// exponential backoff. A refusal for too many requests is no attempt: it only costs time.
/// </summary>
/// <param name="pace">Shared by all that use the same quota.</param>
/// <param name="retryLimit">How often a request is sent again, from 0.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Numbers from 0 to below 1, for jitter.</param>
public sealed class RequestSender(RequestPace pace, int retryLimit, TimeProvider time, Func<double> random)
{
    // A server that refuses the same request so often, pauses and all, will not take it.
    private const int MostRefusals = 30;
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(60);
    private readonly ServiceHealth _health = new();

    /// <summary>Told of every retry: which one it is, after what, and how long it waits.</summary>
    public event Action<int, TimeSpan, ChatException>? Retrying;

    /// <summary>Sends a request until it is answered or given up.</summary>
    /// <param name="estimatedTokens">What it is thought to take.</param>
    /// <param name="send">Sends it once.</param>
    /// <param name="succeeded">Tells the pace of an answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The answer, and how many requests it took to get it, those that failed included.</returns>
    /// <exception cref="ChatException">It was given up.</exception>
    /// <exception cref="RunEndedException">No further request will do.</exception>
    public async Task<(T Reply, int Attempts)> SendAsync<T>(
        int estimatedTokens, Func<CancellationToken, Task<T>> send, Action<RequestPace, T> succeeded, CancellationToken cancellationToken)
        where T : class
    {
        int retries = 0, refusals = 0;
        while (true)
        {
            await pace.WaitAsync(estimatedTokens, cancellationToken).ConfigureAwait(false);
            ChatException? fault = null;
            T? reply = null;
            try
            {
                reply = await send(cancellationToken).ConfigureAwait(false);
                _health.Answered();
                return (reply, retries + refusals + 1);
            }
            catch (ChatException error)
            {
                fault = error;
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
                case ChatErrorKind.DailyQuota:
                    throw End(RunEnd.DailyQuota, fault.Message, fault);
                case ChatErrorKind.Page:
                    // Who looks at the page has let in the key and found the model.
                    _health.Answered();
                    goto case ChatErrorKind.Fatal;
                case ChatErrorKind.Fatal when _health.RefusesAll(fault):
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

    // "Full jitter": anything up to the exponential bound, so that those who failed together do not return together.
    private TimeSpan Backoff(int retry) =>
        TimeSpan.FromSeconds(random() * Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, retry)));
}
