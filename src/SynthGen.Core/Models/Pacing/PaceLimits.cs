namespace SynthGen.Models.Pacing;

/// <summary>The user's limits; those that are null are learned from the server.</summary>
/// <param name="Concurrency">Requests in flight; null to adapt.</param>
/// <param name="RequestsPerMinute">Requests a minute.</param>
/// <param name="TokensPerMinute">Input and output tokens a minute.</param>
/// <param name="RequestsPerRun">Requests in all, for daily quotas.</param>
public sealed record PaceLimits(
    int? Concurrency = null, int? RequestsPerMinute = null, int? TokensPerMinute = null, int? RequestsPerRun = null)
{
    /// <summary>The default of <see cref="MaxWait"/>.</summary>
    public static readonly TimeSpan DefaultMaxWait = TimeSpan.FromHours(1);

    /// <summary>The longest wait that a server may ask for; a longer one ends the run.</summary>
    public TimeSpan MaxWait { get; init; } = DefaultMaxWait;

    /// <summary>The default maximum of requests in flight.</summary>
    public const int MostConcurrent = 128;

    /// <summary>The initial number of requests in flight when it adapts.</summary>
    public const int FirstConcurrent = 4;
}
