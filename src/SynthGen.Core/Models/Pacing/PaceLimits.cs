namespace SynthGen.Models.Pacing;

/// <summary>Limits that the user sets; what is null is learned from the server.</summary>
/// <param name="Concurrency">Requests in flight; null adapts.</param>
/// <param name="RequestsPerMinute">Requests a minute.</param>
/// <param name="TokensPerMinute">Input and output tokens a minute.</param>
/// <param name="RequestsPerRun">Requests in all, for quotas by the day.</param>
public sealed record PaceLimits(
    int? Concurrency = null, int? RequestsPerMinute = null, int? TokensPerMinute = null, int? RequestsPerRun = null)
{
    /// <summary>The most requests in flight if nothing else is said.</summary>
    public const int MostConcurrent = 128;

    /// <summary>Where adapting begins.</summary>
    public const int FirstConcurrent = 4;
}
