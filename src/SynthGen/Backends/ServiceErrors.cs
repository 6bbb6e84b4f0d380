using System.Management.Automation;
using SynthGen.Models;

namespace SynthGen.Backends;

/// <summary>Makes the errors of services that refuse requests.</summary>
internal static class ServiceErrors
{
    /// <summary>The error that ends the command when the server refuses a request.</summary>
    public static ErrorRecord Refused(RunEndedException end, string backend)
    {
        ChatException? cause = end.InnerException as ChatException ?? end.InnerException?.InnerException as ChatException;
        bool isKey = cause?.Status is 401 or 403 || end.Message.Contains("API key", StringComparison.OrdinalIgnoreCase);
        (ErrorCategory category, string advice) = cause?.Status switch
        {
            _ when isKey => (ErrorCategory.AuthenticationError, "Check the key, and that it may use this model."),
            404 => (ErrorCategory.ObjectNotFound, "Check -Model (Tab completes it) and -Endpoint."),
            _ => (ErrorCategory.InvalidArgument, "Check -Model and the parameters; the server's words say what it minds."),
        };
        string id = cause?.RequestId is { } request ? $", request {request}" : "";
        string status = cause?.Status is { } code ? $" (status {code}{id})" : "";
        return Errors.Create("ServerRefused", category, backend, $"{backend} refused the request: {end.Message}{status}", advice, end);
    }

    /// <summary>The error of a service that gave no vectors; null if the exception is about something else.</summary>
    public static ErrorRecord? NotEmbedded(Exception error, string backend) => error switch
    {
        RunEndedException end => Refused(end, backend),
        ChatException fault => Refused(new RunEndedException(RunEnd.Fatal, fault.Message, fault), backend),
        _ => null,
    };
}
