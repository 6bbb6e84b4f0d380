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
    /// Records a refused request. Returns whether the server would refuse all requests. One that is malformed or too long (400,
    /// 413, 422) fails only its page if other requests were answered before.
    /// </summary>
    public bool RefusesAll(ChatException fault) =>
        fault.Status is not (400 or 413 or 422) || !_hasAnswered || Interlocked.Increment(ref _refused) >= MostRefused;
}
