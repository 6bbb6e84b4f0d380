namespace SynthGen.Models.Pacing;

/// <summary>Decides from other requests' results whether one request failed or the service is down. Thread-safe.</summary>
internal sealed class ServiceHealth
{
    // If this many pages in a row get no reply after all retries, the service is down rather than a page at fault.
    private const int MostUnanswered = 8;

    private int _unanswered;

    /// <summary>Records an answered request.</summary>
    public void Answered() => Volatile.Write(ref _unanswered, 0);

    /// <summary>
    /// Records a request that was given up after its retries. Returns whether the service appears to be down.
    /// </summary>
    public bool IsDown() => Interlocked.Increment(ref _unanswered) >= MostUnanswered;
}
