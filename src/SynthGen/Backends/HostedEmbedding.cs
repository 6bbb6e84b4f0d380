using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>The embedding model of a service.</summary>
internal sealed class HostedEmbedding(HostedBackend backend) : EmbeddingBackend
{
    // The most requests in flight; the pace begins with fewer and adapts.
    private const int MostConcurrent = 16;

    /// <inheritdoc/>
    public override string Name => backend.Name;

    /// <inheritdoc/>
    public override ITextEmbedder Create(EmbeddingSettings settings) =>
        backend.CreateEmbedder(settings.Session, settings.Connection, settings.VertexAI, settings.Model);

    /// <summary>
    /// Creates the model that made the vectors of an index. The file does not hold the service's address: a file from elsewhere
    /// must not decide where keys are sent.
    /// </summary>
    public override ITextEmbedder Open(EmbeddingSettings settings, StoredEmbedding embedding) => Create(settings with { Model = embedding.Model });

    /// <inheritdoc/>
    public override Task<PageIndex> CompleteAsync(PageIndexBuilder builder, ITextEmbedder? embedder, CancellationToken cancellationToken) =>
        builder.CompleteAsync(Name, embedder!, MostConcurrent, cancellationToken);
}
