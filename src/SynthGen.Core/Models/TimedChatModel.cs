namespace SynthGen.Models;

/// <summary>Measures how long each reply takes.</summary>
/// <param name="inner">The model, without retries and pauses around it.</param>
/// <param name="time">The clock.</param>
public sealed class TimedChatModel(IChatModel inner, TimeProvider time) : DelegatingChatModel(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        ChatReply reply = await Inner.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        return reply with { Elapsed = time.GetElapsedTime(start) };
    }
}
