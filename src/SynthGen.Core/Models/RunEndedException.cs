namespace SynthGen.Models;

/// <summary>The reason why a run ends early.</summary>
public enum RunEnd
{
    /// <summary>A quota by the day is used up, or one that comes back in hours.</summary>
    DailyQuota,

    /// <summary>The user's budget is used up.</summary>
    Budget,

    /// <summary>The service is not responding.</summary>
    Unavailable,

    /// <summary>No request can succeed: wrong key, wrong model, refused request.</summary>
    Fatal,

    /// <summary>The journal cannot be written: what is paid for would be lost.</summary>
    JournalNotWritten,
}

/// <summary>Ends a run: pages that are not finished stay Pending.</summary>
public sealed class RunEndedException(RunEnd end, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The reason.</summary>
    public RunEnd End { get; } = end;

    /// <summary>When to come back, from the end on; null if the server did not say.</summary>
    public TimeSpan? ComeBack { get; init; } = (cause as RunEndedException)?.ComeBack;
}
