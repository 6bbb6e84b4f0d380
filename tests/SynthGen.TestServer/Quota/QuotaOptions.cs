namespace SynthGen.TestServer.Quota;

/// <summary>How a limit by the minute is counted.</summary>
public enum QuotaWindow
{
    /// <summary>A bucket that refills all the time, as OpenAI does it.</summary>
    TokenBucket,

    /// <summary>What was taken in the last 60 seconds.</summary>
    Sliding,

    /// <summary>What was taken since the minute began; minutes count from the quota's creation.</summary>
    Fixed,
}

/// <summary>What a server grants; null for no limit.</summary>
public sealed record QuotaOptions
{
    /// <summary>Requests a minute.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Input tokens a minute.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>Requests a day; the day turns at midnight Pacific time.</summary>
    public int? RequestsPerDay { get; init; }

    /// <summary>How minutes are counted.</summary>
    public QuotaWindow Window { get; init; }

    /// <summary>How many requests a token bucket holds; default a minute's. Services that cut a minute into seconds hold a second's.</summary>
    public int? Burst { get; init; }

    /// <summary>Whether refused requests count by the minute too, as they do where hammering is punished.</summary>
    public bool RefusedCount { get; init; }
}
