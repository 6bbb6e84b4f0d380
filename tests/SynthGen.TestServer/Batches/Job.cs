namespace SynthGen.TestServer.Batches;

/// <summary>A line of a job's output.</summary>
/// <param name="Key">The request's key.</param>
/// <param name="Status">The HTTP status; 0 if the request was not run.</param>
/// <param name="Body">The body of the answer.</param>
internal sealed record JobLine(string Key, int Status, byte[] Body);

/// <summary>A job. Its lines are answered when it is created; a client sees it over after some polls.</summary>
internal sealed class Job(string id, string name, string model, int requests, JobFault fault, bool isInline, int polls)
{
    private int _polls = polls;

    public string Id { get; } = id;

    public string Name { get; } = name;

    public string Model { get; } = model;

    public int Requests { get; } = requests;

    public JobFault Fault { get; } = fault;

    public bool IsInline { get; } = isInline;

    public bool IsCancelled { get; set; }

    public DateTimeOffset Created { get; init; }

    /// <summary>The lines that came out; missing ones are not there.</summary>
    public IReadOnlyList<JobLine> Lines { get; set; } = [];

    /// <summary>Whether the job is over.</summary>
    public bool IsOver => _polls <= 0 || IsCancelled;

    /// <summary>Whether there are answers to read.</summary>
    public bool HasOutput => IsOver && Fault is not (JobFault.TokenLimit or JobFault.Failed);

    /// <summary>Counts a look at the job.</summary>
    public void Poll() => _polls--;
}
