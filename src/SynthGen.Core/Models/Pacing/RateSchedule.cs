namespace SynthGen.Models.Pacing;

/// <summary>
/// Spaces events evenly at a rate with the generic cell rate algorithm (ITU-T I.371), with a tolerance that lets late
/// timers catch up. Not thread-safe.
/// </summary>
internal sealed class RateSchedule
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(.5);
    private DateTimeOffset _next;

    /// <summary>Units a minute; null for no limit.</summary>
    public double? PerMinute { get; set; }

    /// <summary>Returns the time until the next event may happen; zero if it may happen now.</summary>
    public TimeSpan Delay(DateTimeOffset now) =>
        PerMinute is null || _next <= now + Tolerance ? TimeSpan.Zero : _next - (now + Tolerance);

    /// <summary>Counts an event of some units; a negative number returns unused ones.</summary>
    public void Add(DateTimeOffset now, double units)
    {
        if (PerMinute is not { } rate)
            return;
        DateTimeOffset from = units < 0 || _next > now ? _next : now;
        _next = from + TimeSpan.FromMinutes(units / rate);
    }
}
