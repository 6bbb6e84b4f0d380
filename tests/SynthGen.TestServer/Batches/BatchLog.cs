using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SynthGen.TestServer.Batches;

/// <summary>Counts of all jobs: what was created, and how often a request was answered. Safe to use from many threads.</summary>
public sealed class BatchLog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _names = [];
    private readonly Dictionary<string, int> _replies = [];
    private readonly List<int> _jobs = [];

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

    internal byte[] ToJson() => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["creations"] = Creations,
        ["jobs"] = new JsonArray([.. Jobs.Select(requests => (JsonNode)requests)]),
        ["repeatedNames"] = RepeatedNames,
        ["requests"] = Requests,
        ["replies"] = Replies,
    }.ToJsonString());

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
