namespace SynthGen.Generation.Pacing;

/// <summary>Counts events within the last minute, to a second. Not thread-safe.</summary>
internal sealed class ObservedRate
{
    // Fewer than this say more about the start of the run than about a quota.
    private const int Enough = 30;
    private readonly (long Second, int Count)[] _seconds = new (long, int)[60];

    /// <summary>Counts an event.</summary>
    public void Add(DateTimeOffset now)
    {
        long second = now.ToUnixTimeSeconds();
        ref (long Second, int Count) slot = ref _seconds[second % 60];
        slot = slot.Second == second ? (second, slot.Count + 1) : (second, 1);
    }

    /// <summary>The events of the last minute; null if they are too few to tell a rate from.</summary>
    public int? InLastMinute(DateTimeOffset now)
    {
        long second = now.ToUnixTimeSeconds();
        int count = _seconds.Where(slot => second - slot.Second < 60).Sum(slot => slot.Count);
        return count >= Enough ? count : null;
    }
}
