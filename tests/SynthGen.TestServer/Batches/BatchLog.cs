using System.Security.Cryptography;

namespace SynthGen.TestServer.Batches;

/// <summary>Counts of all jobs: what was created, and how often a request was answered. Safe to use from many threads.</summary>
public sealed class BatchLog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _names = [];
    private readonly Dictionary<string, int> _replies = [];

    /// <summary>Attempts to create a job.</summary>
    public int Creations { get; private set; }

    /// <summary>The number of requests of each job, in the order of creation.</summary>
    public IReadOnlyList<int> Jobs => Read(() => (int[])[.. _jobs]);

    /// <summary>Names that more than one job has.</summary>
    public int RepeatedNames => Read(() => _names.Count(name => name.Value > 1));

    /// <summary>Requests that got a reply, each counted once.</summary>
    public int Requests => Read(() => _replies.Count);

    /// <summary>Replies, which are what is paid for.</summary>
    public int Replies => Read(() => _replies.Values.Sum());

    private readonly List<int> _jobs = [];

    internal int Attempt()
    {
        lock (_gate)
            return Creations++;
    }

    internal void Create(string name, int requests)
    {
        lock (_gate)
        {
            _names[name] = _names.GetValueOrDefault(name) + 1;
            _jobs.Add(requests);
        }
    }

    internal void Reply(ReadOnlySpan<byte> request)
    {
        string hash = Convert.ToHexString(SHA256.HashData(request));
        lock (_gate)
            _replies[hash] = _replies.GetValueOrDefault(hash) + 1;
    }

    private T Read<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }
}
