using SynthGen.TestServer.Batches;
using SynthGen.TestServer.Dialects;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;
using SynthGen.TestServer.Quota;

namespace SynthGen.TestServer;

/// <summary>The options of a <see cref="ModelServer"/>.</summary>
public sealed record ModelServerOptions
{
    /// <summary>The port; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The only accepted key; null to accept all.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The quota; unlimited by default.</summary>
    public QuotaOptions Quota { get; init; } = new();

    /// <summary>Whether refusals of the quota have details: QuotaFailure and RetryInfo, or retry-after and x-ratelimit-*.</summary>
    public bool QuotaDetails { get; init; } = true;

    /// <summary>Whether RetryInfo also comes with a daily quota, as it does in practice, where it misleads.</summary>
    public bool DailyRetryInfo { get; init; } = true;

    /// <summary>The largest response schema, in bytes; larger ones are refused with 400. 0 for a server that takes none.</summary>
    public int LargestSchema { get; init; } = int.MaxValue;

    /// <summary>The features that the server does not know and refuses with 400.</summary>
    public IReadOnlyCollection<Feature> Unknown { get; init; } = [];

    /// <summary>Whether it names what it does not know by the error's param alone (OpenAI).</summary>
    public bool IsTerse { get; init; }

    /// <summary>How long a token of its token endpoint lasts.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a 429 asks to wait where no quota tells.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The plan of faults.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>How rows that are sent back with what they found are worded anew; null for the same rows again.</summary>
    public RefinementScript? Refinements { get; init; }

    /// <summary>What an assistant with tools, or with tools in its instruction, answers; null for <see cref="DialogueBrain"/>.</summary>
    public Func<Dialogue, ModelReply>? Answers { get; init; }

    /// <summary>The faults of jobs, one for each attempt to create one; later ones have none.</summary>
    public IReadOnlyList<JobFault> JobFaults { get; init; } = [];

    /// <summary>How often a client asks for a job's state before it is over.</summary>
    public int JobPolls { get; init; } = 1;

    /// <summary>Whether Gemini's jobs that hold their answers give back the keys; services do not always.</summary>
    public bool InlineKeys { get; init; } = true;

    /// <summary>The latency of replies.</summary>
    public Latency Latency { get; init; } = Latency.None;

    /// <summary>The time over which a slow reply's body is sent.</summary>
    public TimeSpan DripTime { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The listed models; others answer too.</summary>
    public IReadOnlyList<string> Models { get; init; } = ["gemini-3.8-flash", "gemini-4-argon", "gpt-test-mini", "gpt-test"];

    /// <summary>The clock of quota, latency and log. Sockets only know real time: use another clock only for models without a server.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
