namespace SynthGen.Adapters.Chat.Http;

/// <summary>Tells a wait that a server can mean from one that it cannot: a negative one, and one of more than a year.</summary>
internal static class ServerWait
{
    /// <summary>The longest wait that is believed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>The wait; null for one that no server can mean, which counts as if it were not there.</summary>
    public static TimeSpan? Of(TimeSpan? wait) => wait >= TimeSpan.Zero && wait <= Longest ? wait : null;

    /// <summary>The wait of a number of seconds; null for one that no server can mean.</summary>
    public static TimeSpan? OfSeconds(double seconds) =>
        seconds >= 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>The wait until a time; none if it has passed, null if it is too far away.</summary>
    public static TimeSpan? Until(DateTimeOffset? time, DateTimeOffset now) =>
        time is { } end ? end <= now ? TimeSpan.Zero : Of(end - now) : null;
}
