using System.ClientModel;
using System.Text.Json;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>The exceptions that a call may end with, from all that a chat client may throw.</summary>
internal static class CallErrorMapper
{
    /// <summary>The exception to throw instead; null if it is none of a server's making and stays as it is.</summary>
    public static Exception? Translate(Exception exception, KeyRedactor redactor, CancellationToken cancellationToken)
    {
        // Whatever a call breaks with once it is cancelled, it is cancelled.
        if (cancellationToken.IsCancellationRequested && exception is not ChatException)
            return new OperationCanceledException(cancellationToken);
        return Fault(exception) is { } fault ? redactor.Redact(fault) : null;
    }

    private static ChatException? Fault(Exception exception) => exception switch
    {
        ChatException fault => fault,
        AggregateException { InnerExceptions.Count: 1 } one => Fault(one.InnerExceptions[0]),

        // With an SDK's own transport in place of ours, these come up here.
        ClientResultException result when result.Status > 0 => OfStatus(result.Status, result),
        HttpRequestException { StatusCode: { } status } => OfStatus((int)status, exception),
        HttpRequestException or IOException or OperationCanceledException => ServerErrorMapper.From(exception),

        JsonException => new ChatException(ChatErrorKind.Transient, $"The reply is not the JSON it should be: {exception.Message}", exception),
        _ => null,
    };

    private static ChatException OfStatus(int status, Exception exception) =>
        new(StatusErrorMap.Find(status), exception.Message, exception) { Status = status };
}
