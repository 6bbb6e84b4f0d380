using System.Globalization;
using System.Text.Json.Nodes;
using SynthGen.Models;
using static SynthGen.TestServer.Faults.WireAnswer;

namespace SynthGen.TestServer.Faults;

/// <summary>Refusals for the rest of the day, or for hours.</summary>
internal static class DayRefusals
{
    private const string Day = "GenerateRequestsPerDayPerProjectPerModel-FreeTier", Minute = "GenerateRequestsPerMinutePerProjectPerModel-FreeTier";

    public static IReadOnlyList<ServiceBehavior> All { get; } =
    [
        Of("per day", null, Google(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", Exceeded(Minute, "10"), Exceeded(Day, "250"), Retry("26s"))),
        Of("tokens per day", Error(
            429, "Rate limit reached for model `probe` in organization `org_0` service tier `on_demand` on tokens per day (TPD): Limit 100000, Used 97050, Requested 3619. Please try again in 9m38.016s. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing", "tokens", "rate_limit_exceeded")),
        Of("requests per day", Error(
            429, "Rate limit reached for probe in organization org-0 on requests per day (RPD): Limit 10000, Used 10000, Requested 1. Please try again in 8.64s. Visit https://platform.openai.com/account/rate-limits to learn more.", "requests", "rate_limit_exceeded")),
        Of("free-models-per-day", _ => new(
            $$$$"""{"error":{"message":"Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day","code":429,"metadata":{"headers":{"X-RateLimit-Limit":"50","X-RateLimit-Remaining":"0","X-RateLimit-Reset":"{{{{InHours(5)}}}}"},"provider_name":null}}}""", 429)),
        Of("OpenRouter daily key limit", _ => new("""{"error":{"message":"Key limit exceeded (daily limit). Manage it using https://openrouter.ai/settings/keys","code":403}}""", 403)),
        Of("Retry-After of hours", Error(429, "Too many requests", "requests") with { Headers = [("Retry-After", "21600")] }, Google(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).") with { Headers = [("Retry-After", "21600")] }),
        Of("RetryInfo of hours", null, Google(429, "RESOURCE_EXHAUSTED", "You have exhausted your capacity on this model. Your quota will reset after 5h59m59s.", Reason("QUOTA_EXHAUSTED"), Retry("21599.96s"))),
        Of("x-ratelimit-reset of hours", _ => Error(429, "Too many requests", "requests") with { Headers = [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", InHours(5))] }),
        Of("x-ratelimit-reset-requests of hours", Error(429, "Too many requests", "requests") with { Headers = [("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "5h2m1s")] }),
        Of("Azure retry after a day", Error(429, "Requests to the ChatCompletions_Create Operation under Azure OpenAI API have exceeded token rate limit of your current pricing tier. Please retry after 86400 seconds.", null, "429")),
        Of("503 for hours", Error(503, "Down for maintenance.") with { Headers = [("Retry-After", "7200")] }, Google(503, "UNAVAILABLE", "Down for maintenance.") with { Headers = [("Retry-After", "7200")] }),
    ];

    private static string InHours(int hours) => DateTimeOffset.UtcNow.AddHours(hours).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static ServiceBehavior Of(string name, Func<JsonObject, WireAnswer>? openAI, Func<JsonObject, WireAnswer>? gemini = null) =>
        new(name, BehaviorMeaning.Day, RefusalSubject.DailyQuota) { OpenAI = openAI, Gemini = gemini };
}
