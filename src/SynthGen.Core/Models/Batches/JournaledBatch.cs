namespace SynthGen.Models.Batches;

/// <summary>A job as a journal knows it.</summary>
/// <param name="Name">The job's unique name.</param>
/// <param name="Service">The service that it was sent to, by name and address.</param>
/// <param name="Model">The model.</param>
/// <param name="Time">When it was about to be created.</param>
/// <param name="Requests">The number of its requests.</param>
public sealed record JournaledBatch(string Name, string Service, string Model, DateTimeOffset Time, int Requests)
{
    /// <summary>The service's id; null until the service has answered.</summary>
    public string? Id { get; internal set; }

    /// <summary>How the job ended; null until its answers are taken.</summary>
    public GenerationBatchStatus? End { get; internal set; }

    /// <summary>Why it ended so; null for no reason.</summary>
    public string? Reason { get; internal set; }

    /// <summary>The keys of its requests, in the order in which they were sent; empty once it is over.</summary>
    internal IReadOnlyList<UInt128> Keys { get; set; } = [];

    /// <summary>The job as it was when it was last written.</summary>
    public GenerationBatch ToBatch() => new(Name, Id, End ?? GenerationBatchStatus.Pending)
    {
        Model = Model,
        Requests = Requests,
        Created = Time,
        Reason = Reason,
        IsTaken = End is not null,
    };
}
