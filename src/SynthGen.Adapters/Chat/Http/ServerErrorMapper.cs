using System.Globalization;
using System.Text.Json;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>Makes the exception of a response that is no reply, and of a response that never came.</summary>
internal sealed class ServerErrorMapper(KeyRedactor redactor, TimeProvider time)
{
    /// <summary>The exception of a response with a status that is no success.</summary>
    public ChatException From(HttpResponseMessage response, string body)
    {
        int status = (int)response.StatusCode;
        ServerError error = ServerError.Parse(body, redactor.Redact);
        ChatLimits? limits = ResponseHeaders.Limits(response.Headers);
        string message = status is >= 300 and < 400 ? Redirected(response)
            : error.Message.Length > 0 ? error.Message
            : string.Create(CultureInfo.InvariantCulture, $"HTTP {status} {response.ReasonPhrase}").TrimEnd();
        return From(error, message, status, ResponseHeaders.RequestId(response.Headers), ResponseHeaders.RetryAfter(response.Headers, limits, time));
    }

    /// <summary>
    /// The exception of a response that calls itself a success and holds no reply: gateways send errors so.
    /// </summary>
    public ChatException From(HttpResponseMessage response, JsonElement body)
    {
        ServerError error = ServerError.Read(body, redactor.Redact) ?? new ServerError("");
        string message = error.Message.Length > 0 ? error.Message : "The response holds neither a reply nor an error.";
        int? status = error.Status is >= 400 and < 600 ? error.Status : null;
        return From(error, message, status, ResponseHeaders.RequestId(response.Headers), null);
    }

    /// <summary>The exception of a connection that was not had or broke; its own words are in the innermost cause.</summary>
    public static ChatException From(Exception exception)
    {
        Exception inner = exception;
        while (inner.InnerException is { } cause)
            inner = cause;
        string message = exception.Message.Contains(inner.Message, StringComparison.Ordinal) ? exception.Message : inner.Message;

        // A certificate does not get better by asking again.
        bool untrusted = inner is System.Security.Authentication.AuthenticationException;
        return new ChatException(untrusted ? ChatErrorKind.Fatal : ChatErrorKind.Transient, message, exception);
    }

    private static ChatException From(ServerError error, string message, int? status, string? requestId, TimeSpan? retryAfter)
    {
        ChatErrorKind fault = error.PerDay ? ChatErrorKind.DailyQuota
            : status is { } code ? StatusErrorMap.Find(code, error.Word)
            : ChatErrorKind.Transient;
        return new ChatException(fault, message)
        {
            Status = status,
            RequestId = requestId ?? error.RequestId,
            RetryAfter = error.PerDay ? null : error.RetryDelay ?? retryAfter,
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
        { IsAbsoluteUri: true } address => address.GetLeftPart(UriPartial.Path),
        { } address => address.OriginalString,
        null => "nowhere",
    };
}
