using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Gemini;

namespace SynthGen.Adapters.Chat;

/// <summary>
/// Continues replies that stop at the limit of one request: repeats the request with the token, joins the parts and adds up
/// the usage. An error in any part is an error of the whole. A reply that cannot be continued to its end is marked as cut off.
/// </summary>
internal sealed class ContinuationChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    /// <summary>The token's name on the wire, in the response and in the request.</summary>
    public const string Token = "continuationToken";

    // At 32,768 tokens a round, the largest context window there is.
    private const int MostRounds = 32;

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatResponse response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        if (response.FinishReason != GeminiFinishReasons.Continuation)
            return response;

        List<AIContent> parts = [];
        UsageDetails usage = new();
        string? token = null;
        for (int round = 1; ; round++)
        {
            parts.AddRange(response.Messages.SelectMany(message => message.Contents));
            if (response.Usage is { } used)
                usage.Add(used);
            string? last = token;
            if (response.FinishReason != GeminiFinishReasons.Continuation)
                break;
            if (response.AdditionalProperties?.TryGetValue(Token, out token) != true || token == last || round == MostRounds)
            {
                response.FinishReason = ChatFinishReason.Length;
                break;
            }

            ChatOptions next = options?.Clone() ?? new ChatOptions();
            (next.AdditionalProperties ??= [])[Token] = token;
            response = await base.GetResponseAsync(messages, next, cancellationToken).ConfigureAwait(false);
        }

        response.Messages = [new ChatMessage(ChatRole.Assistant, parts)];
        response.Usage = usage;
        return response;
    }
}
