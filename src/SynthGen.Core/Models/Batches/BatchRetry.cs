namespace SynthGen.Models.Batches;

/// <summary>Makes a call to a Batch API again after a transient error.</summary>
/// <param name="limit">The maximum number of retries, from 0.</param>
/// <param name="time">The clock.</param>
public sealed class BatchRetry(int limit, TimeProvider time)
{
    private const int LongestPower = 6;

    /// <summary>Makes a call until it is answered or given up.</summary>
    /// <exception cref="RunEndedException">It was given up.</exception>
    /// <exception cref="ChatException">The service refused.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        for (int retry = 1; ; retry++)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (ChatException fault) when (fault.Fault == ChatErrorKind.Transient)
            {
                if (retry > limit)
                    throw new RunEndedException(RunEnd.Unavailable, $"The service does not answer: {fault.Message}", fault);
                await Task.Delay(fault.RetryAfter ?? TimeSpan.FromSeconds(1 << Math.Min(retry - 1, LongestPower)), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
