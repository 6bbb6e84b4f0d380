using System.Management.Automation;
using SynthGen.Models;

namespace SynthGen.Backends;

/// <summary>Makes the errors of services that refuse requests.</summary>
internal static class ServiceErrors
{
    private const string ToolAdvice = "Choose a -Model that calls tools, or start the server so that it may: vLLM with --enable-auto-tool-choice and --tool-call-parser, llama.cpp with --jinja.";

    /// <summary>The error that a refusal of the server ends the command with.</summary>
    /// <param name="end">Why the run ended.</param>
    /// <param name="backend">The service.</param>
    /// <param name="rest">What is left undone, in a sentence; null if nothing is.</param>
    /// <param name="id">The id of the error.</param>
    public static ErrorRecord Refused(RunEndedException end, string backend, string? rest = null, string id = "ServerRefused")
    {
        ChatException? cause = CauseOf(end);
        (string refused, ErrorCategory category, string advice) = cause?.Subject switch
        {
            RefusalSubject.Key => ("refused the key", ErrorCategory.AuthenticationError, "Check the key: it may be wrong, expired or withdrawn."),
            RefusalSubject.Permission => ("gives no permission", ErrorCategory.AuthenticationError, "Check that the key may use this model, and from here."),
            RefusalSubject.Credit => ("wants to be paid first", ErrorCategory.QuotaExceeded, "Add credit or raise the spending limit in the service's console, then run the same command again."),
            RefusalSubject.Plan => ("grants nothing of this model", ErrorCategory.QuotaExceeded, "Choose another -Model, or a plan that includes this one: its limit is 0, and no waiting helps."),
            RefusalSubject.Model => ("does not know the model", ErrorCategory.ObjectNotFound, "Check -Model (Tab completes it)."),
            RefusalSubject.Tools => ("cannot call tools", ErrorCategory.NotImplemented, ToolAdvice),
            RefusalSubject.Endpoint => ("is not at this address", ErrorCategory.ObjectNotFound, "Check -Endpoint, and -Model (Tab completes it)."),
            _ when end.End == RunEnd.DailyQuota => ("takes no more requests for now", ErrorCategory.QuotaExceeded, ComeBackAdvice.Of(end, null, TimeProvider.System)),
            _ => ("refused the request", ErrorCategory.InvalidArgument, "Check -Model and the parameters; the server's words say what it minds."),
        };
        string requestId = cause?.RequestId is { } request ? $", request {request}" : "";
        string status = cause?.Status is { } code ? $" (status {code}{requestId})" : "";
        string left = rest is null ? "" : $" {rest}";
        return Errors.Create(id, category, backend, $"{backend} {refused}: {end.Message}{status}{left}", advice, end);
    }

    /// <summary>Whether a run ended because the model cannot call tools.</summary>
    public static bool IsOfTools(RunEndedException end) => CauseOf(end)?.Subject == RefusalSubject.Tools;

    /// <summary>The error of a service that gave no vectors; null if the exception is about something else.</summary>
    public static ErrorRecord? NotEmbedded(Exception error, string backend) => error switch
    {
        RunEndedException end => Refused(end, backend),
        ChatException fault => Refused(new RunEndedException(RunEnd.Fatal, fault.Message, fault), backend),
        _ => null,
    };

    private static ChatException? CauseOf(RunEndedException end) => end.InnerException as ChatException ?? end.InnerException?.InnerException as ChatException;
}
