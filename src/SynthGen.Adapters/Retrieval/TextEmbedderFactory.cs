using SynthGen.Adapters.Chat;
using SynthGen.Adapters.Chat.Gemini;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Adapters.Chat.OpenAI;
using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>Makes embedding models of hosted services, on the connections that chat models use.</summary>
public sealed class TextEmbedderFactory : ITextEmbedderFactory
{
    /// <inheritdoc/>
    public ITextEmbedder Create(ChatModelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrWhiteSpace(settings.Model);
        ApiKey key = new(settings.Service, settings.ApiKey);
        ServerErrorMapper faults = new(key, TimeProvider.System);
        EmbeddingFormat format = settings.Service == ChatService.Gemini
            ? new GeminiEmbeddingFormat(new GeminiAddress(settings.Endpoint), settings.Model)
            : new OpenAIEmbeddingFormat(settings.Endpoint ?? OpenAISdk.Service, settings.Model);
        return new HostedEmbedder(
            settings.Model, format, ServiceClient.Create(key, faults), new AttemptTimeout(settings.Timeout, TimeProvider.System), key, faults);
    }
}
