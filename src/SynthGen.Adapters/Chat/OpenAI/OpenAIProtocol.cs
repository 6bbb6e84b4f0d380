using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Adapters.Retrieval;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>OpenAI's chat completions, which many servers offer.</summary>
internal sealed class OpenAIProtocol : ServiceProtocol
{
    /// <inheritdoc/>
    public override void Sign(HttpRequestMessage request, string key) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

    /// <inheritdoc/>
    public override HttpMessageHandler AddChatHandler(HttpMessageHandler inner, ServerErrorMapper errors) => new OpenAIReplyHandler(errors, inner);

    /// <inheritdoc/>
    public override IChatClient CreateChat(ServiceConnection connection, string model, Action<string>? log)
    {
        Uri endpoint = Base(connection.Endpoint);
        IChatClient openAI = new OpenAIReplyChatClient(OpenAISdk.Create(connection.Http, endpoint, model));
        return new OpenAIDialectChatClient(new TimeoutChatClient(openAI, connection.Timeout), OpenAIDialect.At(endpoint), log);
    }

    /// <summary>The names of the models; some servers send the list without an object around it.</summary>
    public override async Task<IReadOnlyList<string>> ListModelsAsync(ServiceConnection connection, CancellationToken cancellationToken)
    {
        using JsonDocument document = await connection.GetAsync(new Uri(Base(connection.Endpoint).AbsoluteUri.TrimEnd('/') + "/models"), cancellationToken).ConfigureAwait(false);
        IEnumerable<JsonElement> models = document.RootElement.ValueKind == JsonValueKind.Array
            ? document.RootElement.EnumerateArray()
            : document.RootElement.Items("data");
        return [.. models.Select(model => model.Text("id")).OfType<string>()];
    }

    /// <inheritdoc/>
    public override EmbeddingFormat CreateEmbeddingFormat(Uri endpoint, string model) => new OpenAIEmbeddingFormat(endpoint, model);

    private static Uri Base(Uri endpoint) => new(endpoint.AbsoluteUri.TrimEnd('/'));
}
