namespace SynthGen;

/// <summary>Decides when progress is due: five times a second, and never for work that ends at once.</summary>
internal sealed class ProgressPace(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private long _last = time.GetTimestamp();

    /// <summary>Whether progress was ever due.</summary>
    public bool WasShown { get; private set; }

    /// <summary>Whether progress is due now; starts the next interval if so.</summary>
    public bool IsDue
    {
        get
        {
            if (time.GetElapsedTime(_last) < Interval)
                return false;
            _last = time.GetTimestamp();
            return WasShown = true;
        }
    }
}
