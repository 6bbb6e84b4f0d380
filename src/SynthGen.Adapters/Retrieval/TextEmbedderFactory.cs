using SynthGen.Adapters.Chat;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>Creates embedding models of hosted services, with the same connections as chat models.</summary>
public sealed class TextEmbedderFactory : ITextEmbedderFactory
{
    /// <inheritdoc/>
    public ITextEmbedder Create(ChatModelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrWhiteSpace(settings.Model);
        ServiceProtocol protocol = ServiceProtocol.Of(settings.Service);
        return new HostedEmbedder(
            settings.Model, protocol.CreateEmbeddingFormat(settings.Endpoint, settings.Model), new ServiceConnection(protocol, settings, TimeProvider.System));
    }
}
