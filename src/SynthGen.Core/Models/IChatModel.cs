namespace SynthGen.Models;

/// <summary>A language model that answers a conversation. Port; decorators add one concern each.</summary>
public interface IChatModel : IDisposable
{
    /// <summary>Answers a request.</summary>
    /// <returns>The reply, whatever its finish reason. Only a request without a reply is an exception.</returns>
    /// <exception cref="ChatException">The server could not be reached, refused the request, or dropped the connection.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken);
}
