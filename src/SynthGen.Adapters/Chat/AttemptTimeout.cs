using System.Globalization;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>
/// The longest that one attempt may take, from sending on. Running out is a fault of the moment, told apart from the
/// caller's cancellation.
/// </summary>
internal sealed class AttemptTimeout(TimeSpan limit, TimeProvider time)
{
    /// <summary>Makes an attempt.</summary>
    /// <exception cref="ChatException">There was no result in time.</exception>
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
            // The cause says only that something was cancelled.
            throw new ChatException(
                ChatErrorKind.Transient, string.Create(CultureInfo.InvariantCulture, $"no reply within {limit.TotalSeconds:0.###} s"));
        }
    }
}
