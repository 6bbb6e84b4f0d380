namespace SynthGen.TestServer.Quota;

/// <summary>The kinds of limit.</summary>
public enum QuotaKind
{
    /// <summary>Requests a minute.</summary>
    RequestsPerMinute,

    /// <summary>Input tokens a minute.</summary>
    TokensPerMinute,

    /// <summary>Requests a day.</summary>
    RequestsPerDay,
}

/// <summary>A limit that a request would exceed.</summary>
/// <param name="Kind">The kind of limit.</param>
/// <param name="Limit">How much is granted.</param>
public readonly record struct QuotaViolation(QuotaKind Kind, int Limit);

/// <summary>The state of a limit per minute after a request.</summary>
/// <param name="Limit">How much is granted.</param>
/// <param name="Remaining">How much is left now.</param>
/// <param name="Reset">When all of it will be back, from now.</param>
public readonly record struct QuotaReading(int Limit, int Remaining, TimeSpan Reset);

/// <summary>Whether a request is granted.</summary>
public sealed record QuotaVerdict
{
    /// <summary>The limits that it would exceed; empty if it is granted.</summary>
    public IReadOnlyList<QuotaViolation> Violations { get; init; } = [];

    /// <summary>Whether it is granted.</summary>
    public bool IsGranted => Violations.Count == 0;

    /// <summary>Whether the day's quota is used up.</summary>
    public bool IsDaily => Violations.Any(violation => violation.Kind is QuotaKind.RequestsPerDay);

    /// <summary>When the minute's limits would grant it, from now; zero if they do.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>Requests by the minute; null without a limit.</summary>
    public QuotaReading? Requests { get; init; }

    /// <summary>Tokens by the minute; null without a limit.</summary>
    public QuotaReading? Tokens { get; init; }
}
