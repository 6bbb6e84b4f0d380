using Microsoft.Extensions.AI;

namespace SynthGen.Adapters.Chat;

/// <summary>Gives every request its own time limit, also those that continue a reply.</summary>
internal sealed class TimeoutChatClient(IChatClient inner, AttemptTimeout timeout) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        timeout.RunAsync(token => base.GetResponseAsync(messages, options, token), cancellationToken);
}
