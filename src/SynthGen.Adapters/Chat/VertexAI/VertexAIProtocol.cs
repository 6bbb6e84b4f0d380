using SynthGen.Adapters.Chat.Gemini;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Adapters.Retrieval;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.VertexAI;

/// <summary>The Gemini API as Google Cloud has it: another address, and tokens in place of a key.</summary>
internal sealed class VertexAIProtocol : GeminiProtocol
{
    /// <summary>Without "store", which Vertex AI does not have.</summary>
    protected override GeminiDialect Dialect => new() { Store = false };

    /// <inheritdoc/>
    public override IRequestSigner CreateSigner(ChatModelSettings settings, KeyRedactor redactor) => new GoogleTokenSigner(redactor);

    /// <summary>None: Vertex AI lists no models by project.</summary>
    public override Task<IReadOnlyList<string>> ListModelsAsync(ServiceConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <inheritdoc/>
    public override EmbeddingFormat CreateEmbeddingFormat(Uri endpoint, string model) => new VertexAIEmbeddingFormat(new VertexAIAddress(endpoint), model);

    /// <inheritdoc/>
    protected override GeminiAddress Address(Uri endpoint) => new VertexAIAddress(endpoint);
}
