namespace SynthGen.Models.Batches;

/// <summary>Creates the Batch APIs of services. Port; implemented over HTTP.</summary>
public interface IBatchServiceFactory
{
    /// <summary>Creates the Batch API of a service; null if the service has none that is supported.</summary>
    /// <param name="settings">The way to the service.</param>
    IBatchService? Create(ChatModelSettings settings);
}

/// <summary>A service's Batch API: jobs of many requests, at a lower price, with answers within a day. Port; each call is sent once.</summary>
public interface IBatchService : IDisposable
{
    /// <summary>The limits of one job.</summary>
    BatchLimits Limits { get; }

    /// <summary>Creates a job.</summary>
    /// <param name="name">The unique name that the job can be found by.</param>
    /// <param name="model">The model of all requests.</param>
    /// <param name="requests">The requests, within the limits.</param>
    /// <param name="cancellationToken">Cancels the call; the job may have been created all the same.</param>
    /// <exception cref="ChatException">The service did not answer, or refused; after a transient error the job may have been created.</exception>
    Task<GenerationBatch> CreateAsync(string name, string model, IReadOnlyList<BatchRequest> requests, CancellationToken cancellationToken);

    /// <summary>Gets the state of a job; its name may be empty if the service does not say it.</summary>
    /// <exception cref="ChatException">The service did not answer; the status is 404 if it does not know the job.</exception>
    Task<GenerationBatch> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lists the account's jobs, the newest first as services do.</summary>
    /// <exception cref="ChatException">The service did not answer.</exception>
    IAsyncEnumerable<GenerationBatch> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads the answers of a job that is over, in any order; requests may be missing.</summary>
    /// <param name="id">The job.</param>
    /// <param name="keys">The keys of its requests, in the order in which they were sent.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ChatException">The service did not answer; the status is 404 or 410 if the answers are gone.</exception>
    IAsyncEnumerable<BatchLine> ReadAsync(string id, IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Cancels a job.</summary>
    /// <exception cref="ChatException">The service did not answer, or does not know the job.</exception>
    Task CancelAsync(string id, CancellationToken cancellationToken);
}

/// <summary>The limits of one job.</summary>
/// <param name="Requests">The maximum number of requests.</param>
/// <param name="Bytes">The maximum number of bytes of all requests together.</param>
public sealed record BatchLimits(int Requests, long Bytes);

/// <summary>A request of a job.</summary>
/// <param name="Key">The key that the answer comes back with: 32 hexadecimal digits.</param>
/// <param name="Body">The request as JSON, as it would be sent on its own.</param>
public sealed record BatchRequest(string Key, ReadOnlyMemory<byte> Body)
{
    /// <summary>The bytes that a service's own words around a request take at most.</summary>
    public const int Envelope = 256;

    /// <summary>The bytes that the request takes in a job, at most.</summary>
    public int Length => Body.Length + Envelope;
}

/// <summary>The answer to one request of a job.</summary>
/// <param name="Status">The HTTP status that the request on its own would have been answered with; 0 if it was not run.</param>
/// <param name="Body">The body, as the request on its own would have been answered with; empty if it was not run.</param>
public sealed record BatchAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The service's id of the request; null for none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Why the request was not run; null if it was.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the model replied.</summary>
    public bool IsReply => Status is >= 200 and < 300;

    /// <summary>Creates the answer of a request that was not run.</summary>
    public static BatchAnswer NotRun(string reason) => new(0, default) { Reason = reason };
}

/// <summary>An answer with the key of its request.</summary>
/// <param name="Key">The key.</param>
/// <param name="Answer">The answer.</param>
public sealed record BatchLine(string Key, BatchAnswer Answer);
