using System.Globalization;
using System.Text.Json;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>Makes the exceptions of failed responses and of missing ones.</summary>
internal sealed class ServerErrorMapper(KeyRedactor redactor, TimeSpan maxWait, TimeProvider time)
{
    // Where a day's quota frees up bit by bit, the next bit is no time to come back.
    private static readonly TimeSpan ShortestDay = TimeSpan.FromMinutes(1);

    /// <summary>The limits in the headers of a response; null if there are none.</summary>
    public ChatLimits? Limits(HttpResponseMessage response) => ResponseHeaders.Limits(response.Headers, time);

    /// <summary>The exception of a response with a status that is no success.</summary>
    public ChatException From(HttpResponseMessage response, string body)
    {
        int status = (int)response.StatusCode;
        ServerError error = ServerError.Parse(body, redactor.Redact);
        ChatLimits? limits = Limits(response);
        string message = status is >= 300 and < 400 ? Redirected(response)
            : error.Message.Length > 0 ? error.Message
            : string.Create(CultureInfo.InvariantCulture, $"HTTP {status} {response.ReasonPhrase}").TrimEnd();
        return From(error, message, status, ResponseHeaders.RequestId(response.Headers), ResponseHeaders.RetryAfter(response.Headers, limits, time));
    }

    /// <summary>
    /// Makes the exception of a response whose status is a success and that holds no reply: some gateways send errors so.
    /// </summary>
    public ChatException From(HttpResponseMessage response, JsonElement body)
    {
        ServerError error = ServerError.Read(body, redactor.Redact) ?? new ServerError("");
        string message = error.Message.Length > 0 ? error.Message : "The response holds neither a reply nor an error.";
        int? status = error.Status is >= 400 and < 600 ? error.Status : null;
        return From(error, message, status, ResponseHeaders.RequestId(response.Headers), null);
    }

    /// <summary>The exception of a response that is a page for people: whoever is there is not the service.</summary>
    public static ChatException NotAnApi(HttpResponseMessage response) => new(
        ChatErrorKind.Fatal,
        $"{(response.RequestMessage?.RequestUri is { } address ? EndpointText.Of(address) : "The endpoint")} answers with a web page: there is not an API there. Check -Endpoint.")
    {
        Subject = RefusalSubject.Endpoint,
        Status = (int)response.StatusCode,
        RequestId = ResponseHeaders.RequestId(response.Headers),
    };

    /// <summary>The exception of a connection that was not had or broke; its own words are in the innermost cause.</summary>
    public static ChatException From(Exception exception)
    {
        Exception inner = exception;
        while (inner.InnerException is { } cause)
            inner = cause;
        string message = exception.Message.Contains(inner.Message, StringComparison.Ordinal) ? exception.Message : inner.Message;

        // A retry does not mend a certificate.
        bool untrusted = inner is System.Security.Authentication.AuthenticationException;
        return new ChatException(untrusted ? ChatErrorKind.Fatal : ChatErrorKind.Transient, message, exception);
    }

    private ChatException From(ServerError error, string message, int? status, string? requestId, TimeSpan? header)
    {
        RefusalRule? rule = RefusalTable.Find(error, status);
        ChatErrorKind fault = rule?.Kind ?? (status is { } code ? StatusErrorMap.Find(code) : ChatErrorKind.Transient);
        RefusalSubject subject = rule?.Subject ?? RefusalSubject.Unknown;

        // RetryInfo comes with a quota by the day too, and is about the minute then.
        bool isMisleading = error.Codes.Contains(ServerError.PerDay);
        TimeSpan? wait = (isMisleading ? null : error.RetryDelay ?? header ?? error.SaidDelay) ?? ResetText.Parse(error.Reset, time.GetUtcNow());
        if (fault == ChatErrorKind.DailyQuota && wait < ShortestDay)
            wait = null;
        if (fault is ChatErrorKind.RateLimited or ChatErrorKind.Transient && wait > maxWait)
            (fault, subject) = (ChatErrorKind.DailyQuota, RefusalSubject.DailyQuota);
        return new ChatException(fault, message)
        {
            Subject = subject,
            Status = status,
            RequestId = requestId ?? error.RequestId,
            RetryAfter = wait,
            Quota = error.Quota,
            RequestsPerMinute = error.RequestsPerMinute,
            Parameter = error.Parameter,
        };
    }

    private static string Redirected(HttpResponseMessage response) => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP {(int)response.StatusCode}: the endpoint redirects to {Target(response)}; requests are not sent on, since they carry the key.");

    private static string Target(HttpResponseMessage response) => response.Headers.Location switch
    {
        { } address => EndpointText.Of(address),
        null => "nowhere",
    };
}
