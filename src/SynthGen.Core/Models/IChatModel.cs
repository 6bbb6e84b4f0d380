namespace SynthGen.Models;

/// <summary>A language model that answers a conversation. Port; decorators add one concern each.</summary>
public interface IChatModel : IDisposable
{
    /// <summary>Answers.</summary>
    /// <returns>The reply, whatever its finish reason; only what kept the server from replying is an exception.</returns>
    /// <exception cref="ChatException">The server could not be reached, refused, or broke off.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken);
}
