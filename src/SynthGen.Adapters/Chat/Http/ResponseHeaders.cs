using System.Globalization;
using System.Net.Http.Headers;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>Reads a response's headers: the request's id, rate limits and when to retry.</summary>
internal static class ResponseHeaders
{
    private static readonly string[] RequestIds = ["x-request-id", "request-id", "x-goog-request-id", "apim-request-id"];

    /// <summary>The server's id of the request; null if there is none.</summary>
    public static string? RequestId(HttpResponseHeaders headers)
    {
        foreach (string name in RequestIds)
        {
            if (Value(headers, name) is { Length: > 0 } id)
                return id;
        }

        return null;
    }

    /// <summary>The x-ratelimit-* headers; null if there are none.</summary>
    public static ChatLimits? Limits(HttpResponseHeaders headers, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        ChatLimits limits = new(
            Count(Value(headers, "x-ratelimit-remaining-requests") ?? Value(headers, "x-ratelimit-remaining")),
            ResetText.Parse(Value(headers, "x-ratelimit-reset-requests") ?? Value(headers, "x-ratelimit-reset"), now),
            Count(Value(headers, "x-ratelimit-remaining-tokens")),
            ResetText.Parse(Value(headers, "x-ratelimit-reset-tokens"), now));
        return limits is (null, null, null, null) ? null : limits;
    }

    /// <summary>
    /// The time to wait, from retry-after-ms, Retry-After in seconds or as a date, or the end of an exhausted window. What
    /// cannot be one counts as if it were not there.
    /// </summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, ChatLimits? limits, TimeProvider time)
    {
        if (double.TryParse(Value(headers, "retry-after-ms"), NumberStyles.Float, CultureInfo.InvariantCulture, out double milliseconds)
            && ServerWait.OfSeconds(milliseconds / 1000) is { } exact)
            return exact;

        // Some servers write fractions, which HttpClient does not accept.
        RetryConditionHeaderValue? after = headers.RetryAfter;
        if ((ServerWait.Until(after?.Date, time.GetUtcNow()) ?? ServerWait.Of(after?.Delta) ?? DurationText.Parse(Value(headers, "retry-after"))) is { } wait)
            return wait;
        TimeSpan? requests = limits is { RemainingRequests: 0 } ? limits.RequestsReset : null;
        TimeSpan? tokens = limits is { RemainingTokens: 0 } ? limits.TokensReset : null;
        return requests > tokens ? requests : tokens ?? requests;
    }

    private static int? Count(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double count)
            ? (int)Math.Clamp(count, 0, int.MaxValue)
            : null;

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString() : null;
}
