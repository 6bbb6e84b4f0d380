using System.Globalization;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>
/// The longest that one attempt may take after it is sent. A timeout is a transient error; it is distinct from
/// cancellation by the caller.
/// </summary>
internal sealed class AttemptTimeout(TimeSpan limit, TimeProvider time)
{
    /// <summary>Runs an attempt.</summary>
    /// <exception cref="ChatException">The attempt timed out.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timer = new(limit, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await attempt(either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is not ChatException && timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The inner exception is left out: it says only that something was cancelled.
            throw new ChatException(
                ChatErrorKind.Transient, string.Create(CultureInfo.InvariantCulture, $"no reply within {limit.TotalSeconds:0.###} s"));
        }
    }
}
