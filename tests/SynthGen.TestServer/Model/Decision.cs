using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Log;
using SynthGen.TestServer.Quota;

namespace SynthGen.TestServer.Model;

/// <summary>The decision about a request.</summary>
/// <param name="Request">Its line in the log.</param>
/// <param name="Quota">The quota's verdict.</param>
/// <param name="Behavior">The behavior for the request, if the quota granted it.</param>
/// <param name="Latency">How long the reply takes.</param>
public sealed record Decision(LoggedRequest Request, QuotaVerdict Quota, Behavior Behavior, TimeSpan Latency)
{
    /// <summary>The HTTP status of the answer; 0 where none is given.</summary>
    public int Status => !Quota.IsGranted ? 429 : Behavior.Fault switch
    {
        Fault.RateLimited or Fault.RateLimitedBare or Fault.DailyQuota or Fault.DailyAndMinuteQuota => 429,
        Fault.InternalError or Fault.KeyEcho => 500,
        Fault.BadGateway => 502,
        Fault.Unavailable => 503,
        Fault.GatewayTimeout => 504,
        Fault.BadRequest => 400,
        Fault.Unauthorized => 401,
        Fault.Forbidden => 403,
        Fault.NotFound => 404,
        Fault.Timeout or Fault.CutBeforeHeaders => 0,
        _ => 200,
    };

    /// <summary>A 429's limits, whoever refused.</summary>
    public IReadOnlyList<QuotaViolation> Violations { get; init; } = [];

    /// <summary>How long a 429 asks to wait; null if it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether a 429 says more than that it is one.</summary>
    public bool HasDetails { get; init; }
}
