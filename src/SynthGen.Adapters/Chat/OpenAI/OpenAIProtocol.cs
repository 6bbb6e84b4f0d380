using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Dialects;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Adapters.Retrieval;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>OpenAI's chat completions, as many servers speak them.</summary>
internal class OpenAIProtocol : ServiceProtocol
{
    /// <inheritdoc/>
    public override void Sign(HttpRequestMessage request, string key) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

    /// <inheritdoc/>
    public override HttpMessageHandler AddChatHandler(HttpMessageHandler inner, ServiceConnection connection) =>
        new OpenAIReplyHandler(connection.Errors, new OpenAIQueryHandler(new OpenAIAddress(connection.Endpoint), inner));

    /// <inheritdoc/>
    public override IChatClient CreateChat(ServiceConnection connection, ChatModelSettings settings)
    {
        Uri endpoint = new OpenAIAddress(connection.Endpoint).Base;
        IChatClient openAI = new OpenAIReplyChatClient(OpenAISdk.Create(connection.Http, endpoint, settings.Model));
        OpenAIDialect dialect = OpenAIDialect.At(endpoint, settings.Platform);
        return new DialectChatClient<OpenAIDialect>(new TimeoutChatClient(openAI, connection.Timeout), dialect, settings);
    }

    /// <summary>The names of the models; some servers send the list without an object around it.</summary>
    public override async Task<IReadOnlyList<string>> ListModelsAsync(ServiceConnection connection, CancellationToken cancellationToken)
    {
        using JsonDocument document = await connection.GetAsync(new OpenAIAddress(connection.Endpoint).Models, cancellationToken).ConfigureAwait(false);
        IEnumerable<JsonElement> models = document.RootElement.ValueKind == JsonValueKind.Array
            ? document.RootElement.EnumerateArray()
            : document.RootElement.Items("data");
        return [.. models.Select(model => model.Text("id")).OfType<string>()];
    }

    /// <inheritdoc/>
    public override EmbeddingFormat CreateEmbeddingFormat(Uri endpoint, string model) => new OpenAIEmbeddingFormat(endpoint, model);
}
