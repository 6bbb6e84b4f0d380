using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;
using SynthGen.TestServer.Wire;

namespace SynthGen.TestServer.Batches;

/// <summary>The jobs and files of a Batch API, and the work on them. It lives as long as the server, whatever becomes of its clients.</summary>
internal sealed class BatchStore(ModelService service)
{
    private readonly ConcurrentDictionary<string, byte[]> _files = [];
    private readonly List<Job> _jobs = [];
    private int _number;

    public BatchLog Log { get; } = new();

    /// <summary>The jobs, the newest first.</summary>
    public IReadOnlyList<Job> Jobs
    {
        get
        {
            lock (_jobs)
                return [.. Enumerable.Reverse(_jobs)];
        }
    }

    public string AddFile(byte[] content)
    {
        string id = $"file-{Interlocked.Increment(ref _number)}";
        _files[id] = content;
        return id;
    }

    public byte[]? FindFile(string id) => _files.GetValueOrDefault(id);

    public Job? FindJob(string id)
    {
        lock (_jobs)
            return _jobs.Find(job => job.Id == id);
    }

    /// <summary>The fault of the next attempt to create a job.</summary>
    public JobFault NextFault()
    {
        int attempt = Log.Attempt();
        return attempt < service.Options.JobFaults.Count ? service.Options.JobFaults[attempt] : JobFault.None;
    }

    /// <summary>Creates a job and answers its requests.</summary>
    public Job Create(HttpRequest request, WireFormat format, string name, string model, IReadOnlyList<(string Key, JsonElement Body)> requests, JobFault fault, bool isInline)
    {
        Job job = new($"job-{Interlocked.Increment(ref _number)}", name, model, requests.Count, fault, isInline, service.Options.JobPolls) { Created = DateTimeOffset.UtcNow };
        int run = fault switch { JobFault.TokenLimit or JobFault.Failed => 0, JobFault.Expired => requests.Count / 2, _ => requests.Count };
        List<JobLine> lines = [.. requests.Take(run).Select(one => Answer(request, format, model, one.Key, one.Body)).OfType<JobLine>()];

        // Services give the lines of a file in any order.
        if (!isInline)
            lines = [.. lines.OrderBy(line => PageHash.Of(line.Key))];
        job.Lines = lines;
        Log.Create(name, requests.Count);
        lock (_jobs)
            _jobs.Add(job);
        return job;
    }

    // Null for a line that is missing.
    private JobLine? Answer(HttpRequest request, WireFormat format, string model, string key, JsonElement body)
    {
        Ask ask;
        try
        {
            ask = format.Read(request, model, body);
        }
        catch (FormatException complaint)
        {
            ask = new Ask(model, new AskedPage(""));
            Decision refusal = service.Refuse(ask, Fault.BadRequest);
            service.Finish(refusal, 400, null, true);
            return new JobLine(key, 400, format.Error(ask, refusal, complaint.Message));
        }

        Decision decision = service.Receive(ask);
        int status = decision.Behavior.Fault is Fault.CutBody or Fault.MalformedEnvelope ? 0 : decision.Status;
        service.Finish(decision, status, null, status != 0);
        if (status == 0)
            return null;
        if (status != 200)
            return new JobLine(key, format.StatusOf(decision), format.Error(ask, decision, null));
        Log.Reply(JsonMarshal.GetRawUtf8Value(body));
        return new JobLine(key, 200, format.Reply(ask, service.Reply(ask, decision), decision));
    }
}
