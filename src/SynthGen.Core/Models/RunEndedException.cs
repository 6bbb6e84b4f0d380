namespace SynthGen.Models;

/// <summary>The reason why a run ends early.</summary>
public enum RunEnd
{
    /// <summary>A daily quota is used up; it is renewed the next day.</summary>
    DailyQuota,

    /// <summary>The user's budget is used up.</summary>
    Budget,

    /// <summary>The service is not responding.</summary>
    Unavailable,

    /// <summary>No request can succeed: wrong key, wrong model, refused request.</summary>
    Fatal,
}

/// <summary>Ends a run: pages that are not finished stay Pending.</summary>
public sealed class RunEndedException(RunEnd end, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The reason.</summary>
    public RunEnd End { get; } = end;
}
