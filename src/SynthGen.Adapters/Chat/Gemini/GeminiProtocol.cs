using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Dialects;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Adapters.Retrieval;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>The Gemini API.</summary>
internal class GeminiProtocol : ServiceProtocol
{
    /// <inheritdoc/>
    public override void Sign(HttpRequestMessage request, string key) => request.Headers.TryAddWithoutValidation("x-goog-api-key", key);

    /// <inheritdoc/>
    public override IChatClient CreateChat(ServiceConnection connection, ChatModelSettings settings)
    {
        IChatClient gemini = new GeminiChatClient(connection.Http, Address(connection.Endpoint), settings.Model, connection.Errors);
        return new ContinuationChatClient(new DialectChatClient<GeminiDialect>(new TimeoutChatClient(gemini, connection.Timeout), Dialect, settings));
    }

    /// <summary>The dialect that is used at first.</summary>
    protected virtual GeminiDialect Dialect => new();

    /// <summary>Where things are.</summary>
    protected virtual GeminiAddress Address(Uri endpoint) => new(endpoint);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> ListModelsAsync(ServiceConnection connection, CancellationToken cancellationToken)
    {
        GeminiAddress address = new(connection.Endpoint);
        List<string> names = [];
        string? page = null;
        do
        {
            using JsonDocument document = await connection.GetAsync(address.Models(page), cancellationToken).ConfigureAwait(false);
            names.AddRange(
                from model in document.RootElement.Items("models")
                where model.Items("supportedGenerationMethods").Any(method => method.ValueKind == JsonValueKind.String && method.Text() == "generateContent")
                let name = model.Text("name")
                where name is not null
                select name.StartsWith("models/", StringComparison.Ordinal) ? name["models/".Length..] : name);
            string? next = document.RootElement.Text("nextPageToken");
            page = next is { Length: > 0 } && next != page ? next : null;
        }
        while (page is not null);
        return names;
    }

    /// <inheritdoc/>
    public override EmbeddingFormat CreateEmbeddingFormat(Uri endpoint, string model) => new GeminiEmbeddingFormat(new GeminiAddress(endpoint), model);
}
