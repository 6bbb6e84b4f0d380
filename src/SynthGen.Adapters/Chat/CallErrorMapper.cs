using System.ClientModel;
using System.Text.Json;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>Maps the exceptions of chat clients to those that a call may end with.</summary>
internal static class CallErrorMapper
{
    /// <summary>The exception to throw instead; null if the server did not cause the original one, which then stays.</summary>
    public static Exception? Translate(Exception exception, KeyRedactor redactor, CancellationToken cancellationToken)
    {
        // After cancellation any exception means cancellation.
        if (cancellationToken.IsCancellationRequested && exception is not ChatException)
            return new OperationCanceledException(cancellationToken);
        return Fault(exception) is { } fault ? redactor.Redact(fault) : null;
    }

    private static ChatException? Fault(Exception exception) => exception switch
    {
        ChatException fault => fault,
        AggregateException { InnerExceptions.Count: 1 } one => Fault(one.InnerExceptions[0]),

        // These come from an SDK that uses its own transport instead of ours.
        ClientResultException result when result.Status > 0 => OfStatus(result.Status, result),
        HttpRequestException { StatusCode: { } status } => OfStatus((int)status, exception),
        HttpRequestException or IOException or OperationCanceledException => ServerErrorMapper.From(exception),

        JsonException => new ChatException(ChatErrorKind.Transient, $"The reply is not the JSON it should be: {exception.Message}", exception),
        _ => null,
    };

    private static ChatException OfStatus(int status, Exception exception) =>
        new(StatusErrorMap.Find(status), exception.Message, exception) { Status = status };
}
