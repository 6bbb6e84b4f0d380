namespace SynthGen;

/// <summary>The state of a job of a service's Batch API.</summary>
public enum GenerationBatchStatus : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>The job waits for its turn, or is checked.</summary>
    Pending,

    /// <summary>The job is worked on, or being cancelled.</summary>
    Running,

    /// <summary>The job is done; some of its requests may have failed.</summary>
    Completed,

    /// <summary>The job failed as a whole.</summary>
    Failed,

    /// <summary>The service did not begin the job because too much of the account's work is waiting.</summary>
    Refused,

    /// <summary>The job was cancelled; requests that were done by then have answers.</summary>
    Cancelled,

    /// <summary>The job's time ran out; requests that were done by then have answers.</summary>
    Expired,

    /// <summary>The service does not know the job: it never came to be, or is gone.</summary>
    Unknown,
}

/// <summary>A job of a service's Batch API.</summary>
/// <param name="Name">The unique name that the job was given.</param>
/// <param name="Id">The service's id of the job; null if it is not known.</param>
/// <param name="Status">The state.</param>
public sealed record GenerationBatch(string Name, string? Id, GenerationBatchStatus Status)
{
    /// <summary>The model; null if it is not known.</summary>
    public string? Model { get; init; }

    /// <summary>The number of requests.</summary>
    public int Requests { get; init; }

    /// <summary>The requests that have a reply so far; null if the service does not say.</summary>
    public int? Succeeded { get; init; }

    /// <summary>The requests that failed so far; null if the service does not say.</summary>
    public int? FailedRequests { get; init; }

    /// <summary>When the job was created; null if it is not known.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When the job ended; null if it has not, or the service does not say.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why the job failed; null if there is no reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a run took the job's answers, so that nothing more comes of it.</summary>
    public bool IsTaken { get; init; }

    /// <summary>Whether nothing more happens to the job at the service.</summary>
    internal bool IsOver => Status is not (GenerationBatchStatus.Pending or GenerationBatchStatus.Running);

    /// <summary>Name, state and counts.</summary>
    public override string ToString() => Text.PrintableText.Line(
        $"{Name}: {Status}, {Requests} requests{(Succeeded is { } done ? $", {done} done" : "")}{(Reason is null ? "" : $" ({Reason})")}");
}
