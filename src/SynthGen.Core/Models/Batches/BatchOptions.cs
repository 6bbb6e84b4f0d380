namespace SynthGen.Models.Batches;

/// <summary>How calls are sent in jobs.</summary>
/// <param name="Service">The service by name and address: jobs of another one are left alone.</param>
/// <param name="Waits">Whether calls wait for their answers; else they are pending once they are submitted.</param>
public sealed record BatchOptions(string Service, bool Waits)
{
    /// <summary>The calls that are made at a time. They wait in memory.</summary>
    public const int Width = 8192;

    /// <summary>The maximum number of requests of a job; null for the service's.</summary>
    public int? Size { get; init; }

    /// <summary>How often a call to the service is made again after a transient error, from 0.</summary>
    public int RetryLimit { get; init; } = 5;

    /// <summary>The longest wait that the service may ask for; a longer one ends the run.</summary>
    public TimeSpan MaxWait { get; init; } = Pacing.PaceLimits.DefaultMaxWait;

    /// <summary>Called on any thread with one line for each thing that happens to a job; null for nobody.</summary>
    public Action<string>? Log { get; init; }
}

/// <summary>The jobs and requests of a run so far.</summary>
/// <param name="Submitted">Jobs that were created.</param>
/// <param name="SubmittedRequests">Their requests.</param>
/// <param name="Taken">Jobs that were over and read, of this and earlier runs.</param>
/// <param name="Replies">Replies in them.</param>
/// <param name="Open">Jobs that are under way.</param>
/// <param name="OpenRequests">Their requests.</param>
public sealed record BatchTally(int Submitted, int SubmittedRequests, int Taken, int Replies, int Open, int OpenRequests)
{
    /// <summary>The counts in a sentence.</summary>
    public override string ToString() =>
        $"{Some(Submitted, "job")} with {Some(SubmittedRequests, "request")} submitted, {Some(Taken, "job")} taken with {Some(Replies, "reply", "replies")}, {Some(Open, "job")} with {Some(OpenRequests, "request")} under way";

    private static string Some(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";
}
