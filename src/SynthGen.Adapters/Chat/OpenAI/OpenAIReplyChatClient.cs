using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>
/// Adds the finish reason in the server's own word to a reply, separates reasoning and refusals from the content, and
/// reports replies that the SDK cannot read.
/// </summary>
internal sealed class OpenAIReplyChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    private const string Opening = "<think>";
    private const string Closing = "</think>";

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatResponse response = await ReadAsync(messages, options, cancellationToken).ConfigureAwait(false);
        bool refused = response.Messages.Any(message => message.Contents.OfType<ErrorContent>().Any());
        string word = refused ? "refusal" : ResponseMetadata.Current?.FinishReason ?? ReplyProperties.NoFinishReason;
        response.FinishReason = OpenAIFinishReasons.Find(word);
        (response.AdditionalProperties ??= [])[ReplyProperties.FinishReason] = word;
        foreach (TextContent content in response.Messages.SelectMany(message => message.Contents).OfType<TextContent>())
            content.Text = WithoutThoughts(content.Text);
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
        catch (Exception exception) when (exception is not (ChatException or OperationCanceledException or ObjectDisposedException or JsonException))
        {
            throw new ChatException(ChatErrorKind.Transient, $"The reply cannot be read: {exception.Message}", exception);
        }
    }

    // Servers that do not parse their model's reasoning leave it in front of the content.
    private static string WithoutThoughts(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart();
        if (!rest.StartsWith(Opening, StringComparison.Ordinal))
            return text;
        int end = rest.IndexOf(Closing, StringComparison.Ordinal);
        return end < 0 ? "" : rest[(end + Closing.Length)..].TrimStart().ToString();
    }
}
