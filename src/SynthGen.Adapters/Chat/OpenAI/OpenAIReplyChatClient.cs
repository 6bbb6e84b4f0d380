using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>
/// Says of a reply how it ended in the server's own word, a refusal included, adds the calls of tools, and says so where the
/// SDK cannot read it.
/// </summary>
internal sealed class OpenAIReplyChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatResponse response = await ReadAsync(messages, options, cancellationToken).ConfigureAwait(false);
        bool refused = response.Messages.Any(message => message.Contents.OfType<ErrorContent>().Any());
        string word = refused ? "refusal" : ResponseMetadata.Current?.FinishReason ?? ReplyProperties.NoFinishReason;
        if (ResponseMetadata.Current?.Calls is { Count: > 0 } calls)
            response.Messages.Add(new ChatMessage(Microsoft.Extensions.AI.ChatRole.Assistant, [.. calls]));
        response.FinishReason = OpenAIFinishReasons.Find(word);
        (response.AdditionalProperties ??= [])[ReplyProperties.FinishReason] = word;
        return response;
    }

    // Errors of the connection are ChatExceptions already. What remains is the SDK's failure on a reply that lacks a part or
    // has one of another kind: it throws anything, even NullReferenceException.
    private async Task<ChatResponse> ReadAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (ChatException or RunEndedException or CallPendingException or OperationCanceledException or ObjectDisposedException or JsonException))
        {
            throw new ChatException(ChatErrorKind.Transient, $"The reply cannot be read: {exception.Message}", exception);
        }
    }
}
