using SynthGen.Models.Spending;

namespace SynthGen.Models;

/// <summary>Why a run ends before its pages do.</summary>
public enum RunEnd
{
    /// <summary>A quota by the day is used up, or one that comes back in hours.</summary>
    DailyQuota,

    /// <summary>A budget that the user set is used up.</summary>
    Budget,

    /// <summary>The service does not answer at present.</summary>
    Unavailable,

    /// <summary>No request can succeed: wrong key, wrong model, refused request.</summary>
    Fatal,
}

/// <summary>Ends a run: pages that are not finished stay Pending.</summary>
public sealed class RunEndedException(RunEnd end, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Why the run ends.</summary>
    public RunEnd End { get; } = end;

    /// <summary>When to come back, from the end on; null if the server did not say.</summary>
    public TimeSpan? ComeBack { get; init; } = (cause as RunEndedException)?.ComeBack;
}
