using SynthGen.TestServer.Dialects;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Quota;

namespace SynthGen.TestServer;

/// <summary>How a <see cref="ModelServer"/> behaves.</summary>
public sealed record ModelServerOptions
{
    /// <summary>The port; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The only key that is let in; null lets everyone in.</summary>
    public string? ApiKey { get; init; }

    /// <summary>What is granted; nothing is limited by default.</summary>
    public QuotaOptions Quota { get; init; } = new();

    /// <summary>Whether refusals of the quota say more than that they are: QuotaFailure and RetryInfo, or retry-after and x-ratelimit-*.</summary>
    public bool QuotaDetails { get; init; } = true;

    /// <summary>Whether RetryInfo comes with a quota by the day too, which it does in practice and misleads.</summary>
    public bool DailyRetryInfo { get; init; } = true;

    /// <summary>The largest response schema, in bytes; larger ones are refused with 400. 0 for a server that takes none.</summary>
    public int LargestSchema { get; init; } = int.MaxValue;

    /// <summary>What it does not know, and refuses with 400.</summary>
    public IReadOnlyCollection<Feature> Unknown { get; init; } = [];

    /// <summary>Whether it names what it does not know by the error's param alone (OpenAI).</summary>
    public bool IsTerse { get; init; }

    /// <summary>How long a token of its token endpoint lasts.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a 429 asks to wait where no quota tells.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>How long replies take.</summary>
    public Latency Latency { get; init; } = Latency.None;

    /// <summary>How long the body of a slow reply drips.</summary>
    public TimeSpan DripTime { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The models on offer; others answer all the same.</summary>
    public IReadOnlyList<string> Models { get; init; } = ["gemini-3.8-flash", "gemini-4-argon", "gpt-test-mini", "gpt-test"];

    /// <summary>The clock of quota, latency and log. Sockets know real time only: give another one to models without a server.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
