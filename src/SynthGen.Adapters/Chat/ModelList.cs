using System.Text.Json;
using SynthGen.Adapters.Chat.Gemini;
using SynthGen.Adapters.Chat.Json;

namespace SynthGen.Adapters.Chat;

/// <summary>Asks a service which models it has.</summary>
internal sealed class ModelList(HttpClient http, AttemptTimeout timeout)
{
    /// <summary>The models that generate content.</summary>
    public async Task<IReadOnlyList<string>> OfGeminiAsync(GeminiAddress address, CancellationToken cancellationToken)
    {
        List<string> names = [];
        string? page = null;
        do
        {
            using JsonDocument document = await GetAsync(address.Models(page), cancellationToken).ConfigureAwait(false);
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

    /// <summary>The models of a server that speaks OpenAI's way; some send the list bare.</summary>
    public async Task<IReadOnlyList<string>> OfOpenAIAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using JsonDocument document = await GetAsync(new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/models"), cancellationToken).ConfigureAwait(false);
        IEnumerable<JsonElement> models = document.RootElement.ValueKind == JsonValueKind.Array
            ? document.RootElement.EnumerateArray()
            : document.RootElement.Items("data");
        return [.. models.Select(model => model.Text("id")).OfType<string>()];
    }

    private Task<JsonDocument> GetAsync(Uri address, CancellationToken cancellationToken) => timeout.RunAsync(
        async token =>
        {
            using HttpResponseMessage response = await http.GetAsync(address, token).ConfigureAwait(false);
            using Stream body = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
            return await JsonDocument.ParseAsync(body, default, token).ConfigureAwait(false);
        },
        cancellationToken);
}
