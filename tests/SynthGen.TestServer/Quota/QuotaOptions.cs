namespace SynthGen.TestServer.Quota;

/// <summary>The ways to count a limit per minute.</summary>
public enum QuotaWindow
{
    /// <summary>A bucket that refills all the time, as OpenAI does it.</summary>
    TokenBucket,

    /// <summary>The use in the last 60 seconds.</summary>
    Sliding,

    /// <summary>The use since the minute began; minutes count from the quota's creation.</summary>
    Fixed,
}

/// <summary>The limits of a server; null for no limit.</summary>
public sealed record QuotaOptions
{
    /// <summary>Requests a minute.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Input tokens a minute.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>Requests a day; the day ends at midnight Pacific time.</summary>
    public int? RequestsPerDay { get; init; }

    /// <summary>How minutes are counted.</summary>
    public QuotaWindow Window { get; init; }

    /// <summary>How many requests a token bucket holds; default a minute's. Services that cut a minute into seconds hold a second's.</summary>
    public int? Burst { get; init; }

    /// <summary>Whether refused requests also count per minute, as on servers that punish fast retries.</summary>
    public bool RefusedCount { get; init; }
}
