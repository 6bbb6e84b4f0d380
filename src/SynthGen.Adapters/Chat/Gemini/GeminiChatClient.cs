using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Http;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>
/// The Gemini API's generateContent as a chat client. A call sends one request; the caller gets the token that continues
/// a reply. Callers use only IChatClient, so that the SDK's own client can replace this one.
/// </summary>
internal sealed class GeminiChatClient(HttpClient http, GeminiAddress address, string model, ServerErrorMapper faults) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new("gemini", address.Base, model);
    private readonly Uri _generate = address.Generate(model);

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        string asked = options?.ModelId ?? model;
        using HttpRequestMessage request = new(HttpMethod.Post, asked == model ? _generate : address.Generate(asked))
        {
            Content = GeminiRequest.Content(asked, messages, options),
        };
        using HttpResponseMessage response =
            await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<JsonElement> documents = JsonBody.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));

        return GeminiReply.Read(documents) ?? throw faults.From(response, documents[0]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatResponse response = await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        foreach (ChatResponseUpdate update in response.ToChatResponseUpdates())
            yield return update;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Does nothing: the HttpClient belongs to its creator.</summary>
    public void Dispose()
    {
    }
}
