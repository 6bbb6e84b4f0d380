using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Http;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>Says of a reply how it ended in the server's own word, and takes reasoning and refusals out of what is content.</summary>
internal sealed class OpenAIReplyChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    private const string None = "(none)";
    private const string Opening = "<think>";
    private const string Closing = "</think>";

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatResponse response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        bool refused = response.Messages.Any(message => message.Contents.OfType<ErrorContent>().Any());
        string word = refused ? "refusal" : Exchange.Current?.FinishReason ?? None;
        response.FinishReason = OpenAIFinishReasons.Find(word);
        (response.AdditionalProperties ??= [])[ReplyProperties.FinishReason] = word;
        foreach (TextContent content in response.Messages.SelectMany(message => message.Contents).OfType<TextContent>())
            content.Text = WithoutThoughts(content.Text);
        return response;
    }

    // Servers without a reader for their model's thoughts leave them in front of the content.
    private static string WithoutThoughts(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart();
        if (!rest.StartsWith(Opening, StringComparison.Ordinal))
            return text;
        int end = rest.IndexOf(Closing, StringComparison.Ordinal);
        return end < 0 ? "" : rest[(end + Closing.Length)..].TrimStart().ToString();
    }
}
