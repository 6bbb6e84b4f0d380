namespace SynthGen.Retrieval.Semantics;

/// <summary>
/// Latent semantic analysis of a document's own pages (Deerwester et al. 1990, Indexing by latent semantic analysis): words
/// that occur on the same pages are treated as related. It is counting and linear algebra rather than a neural model, and
/// knows only the document. Deterministic.
/// </summary>
internal sealed class LatentSemanticModel : ITextEmbedder
{
    /// <summary>The model's name; it changes when the same text gives other vectors.</summary>
    public const string ModelName = "synthgen-lsa-1";

    private const int Slab = 64;

    private readonly DenseMatrix _projection;

    /// <summary>Creates a model.</summary>
    /// <param name="features">The features that it knows.</param>
    /// <param name="projection">A row for each feature: its vector in the topic space.</param>
    public LatentSemanticModel(Vocabulary features, DenseMatrix projection) => (Features, _projection) = (features, projection);

    /// <inheritdoc/>
    public string Name => ModelName;

    /// <summary>The numbers in a vector, from 1.</summary>
    public int Dimensions => _projection.Columns;

    /// <summary>The features that it knows.</summary>
    public Vocabulary Features { get; }

    /// <summary>Returns a feature's vector in the topic space.</summary>
    public ReadOnlySpan<float> Place(int feature) => _projection.Row(feature)[..Dimensions];

    /// <summary>Returns a text's vector, not scaled to length 1; zeros if the model knows none of its features.</summary>
    public float[] Embed(ReadOnlySpan<(ulong Feature, float Count)> counts) => Embed([Features.Row(counts)])[0];

    /// <inheritdoc/>
    public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingUse use, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FeatureCounter counter = new();
        return Task.FromResult<IReadOnlyList<float[]>>(Embed([.. texts.Select(text => Features.Row(counter.Count(text)))]));
    }

    // Some dimensions of all texts, then the next: what features of several texts have of these stays in the processor's cache.
    private float[][] Embed((int, float)[][] rows)
    {
        float[][] sums = [.. rows.Select(_ => new float[_projection.Stride])];
        for (int first = 0; first < _projection.Stride; first += Slab)
        {
            int width = Math.Min(Slab, _projection.Stride - first);
            for (int i = 0; i < rows.Length; i++)
                _projection.Combine(rows[i], first, sums[i].AsSpan(first, width));
        }

        return Dimensions == _projection.Stride ? sums : [.. sums.Select(sum => sum[..Dimensions])];
    }

    /// <summary>Does nothing.</summary>
    public void Dispose()
    {
    }
}
