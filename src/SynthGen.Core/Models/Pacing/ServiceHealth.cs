namespace SynthGen.Models.Pacing;

/// <summary>Decides from other requests' results whether one request failed or the service is down. Thread-safe.</summary>
internal sealed class ServiceHealth
{
    // If this many pages in a row get no reply after all retries, the service is down rather than a page at fault.
    private const int MostUnanswered = 8;
    private const int MostRefused = 3;

    private int _unanswered, _refused;
    private volatile bool _hasAnswered;

    /// <summary>Records an answered request.</summary>
    public void Answered()
    {
        _hasAnswered = true;
        Volatile.Write(ref _unanswered, 0);
        Volatile.Write(ref _refused, 0);
    }

    /// <summary>
    /// Records a request that was given up after its retries. Returns whether the service appears to be down.
    /// </summary>
    public bool IsDown() => Interlocked.Increment(ref _unanswered) >= MostUnanswered;

    /// <summary>
    /// The server will not take a request. True if it would take none: where it does not say what it minds (400, 413, 422),
    /// that speaks against the page only, if others were answered before.
    /// </summary>
    public bool RefusesAll(ChatException fault) =>
        fault.Subject != RefusalSubject.Unknown || fault.Status is not (400 or 413 or 422) || !_hasAnswered || Interlocked.Increment(ref _refused) >= MostRefused;
}
