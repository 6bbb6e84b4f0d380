namespace SynthGen.Models.Pacing;

/// <summary>Counts events within the last minute, to a second. Not thread-safe.</summary>
internal sealed class ObservedRate
{
    private const int Enough = 30;
    private readonly (long Second, int Count)[] _seconds = new (long, int)[60];

    private DateTimeOffset? _since;

    /// <summary>Counts an event.</summary>
    public void Add(DateTimeOffset now)
    {
        _since ??= now;
        long second = now.ToUnixTimeSeconds();
        ref (long Second, int Count) slot = ref _seconds[second % 60];
        slot = slot.Second == second ? (second, slot.Count + 1) : (second, 1);
    }

    /// <summary>
    /// The number of events in the last minute; null if they are too few for a rate, or a whole minute has not passed
    /// yet.
    /// </summary>
    public int? InLastMinute(DateTimeOffset now)
    {
        if (_since is null || now - _since < TimeSpan.FromMinutes(1))
            return null;
        long second = now.ToUnixTimeSeconds();
        int count = _seconds.Where(slot => second - slot.Second < 60).Sum(slot => slot.Count);
        return count >= Enough ? count : null;
    }
}
