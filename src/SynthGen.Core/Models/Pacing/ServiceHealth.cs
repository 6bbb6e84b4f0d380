namespace SynthGen.Models.Pacing;

/// <summary>Decides from other requests' results whether one request failed or the service is down. Thread-safe.</summary>
internal sealed class ServiceHealth
{
    // That many pages in a row without one reply between them, each with all its retries: no page is at fault.
    private const int MostUnanswered = 8;
    private const int MostRefused = 3;

    private int _unanswered, _refused;
    private volatile bool _hasAnswered;

    /// <summary>A request was answered.</summary>
    public void Answered()
    {
        _hasAnswered = true;
        Volatile.Write(ref _unanswered, 0);
        Volatile.Write(ref _refused, 0);
    }

    /// <summary>A request was given up, its retries used. True if the service is down, as far as can be seen.</summary>
    public bool IsDown() => Interlocked.Increment(ref _unanswered) >= MostUnanswered;

    /// <summary>
    /// The server will not take a request. True if it would take none: where it does not say what it minds (400, 413, 422),
    /// that speaks against the page only, if others were answered before.
    /// </summary>
    public bool RefusesAll(ChatException fault) =>
        fault.Subject != RefusalSubject.Unknown || fault.Status is not (400 or 413 or 422) || !_hasAnswered || Interlocked.Increment(ref _refused) >= MostRefused;
}
