using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>Latent semantic analysis of the document's own pages, which the index does itself.</summary>
internal sealed class OfflineEmbedding : EmbeddingBackend
{
    /// <inheritdoc/>
    public override string Name => StoredEmbedding.Offline;

    /// <inheritdoc/>
    public override ITextEmbedder? Create(EmbeddingSettings settings)
    {
        settings.RefuseConnection(Name, EmbeddingSettings.ModelParameter);
        return null;
    }

    /// <inheritdoc/>
    public override ITextEmbedder? Open(EmbeddingSettings settings, StoredEmbedding embedding) => null;

    /// <inheritdoc/>
    public override Task<PageIndex> CompleteAsync(PageIndexBuilder builder, ITextEmbedder? embedder, CancellationToken cancellationToken) =>
        builder.CompleteAsync(cancellationToken);
}
