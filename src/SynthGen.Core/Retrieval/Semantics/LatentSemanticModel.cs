namespace SynthGen.Retrieval.Semantics;

/// <summary>
/// Latent semantic analysis of a document's own pages (Deerwester et al. 1990, Indexing by latent semantic analysis): what
/// occurs on the same pages is taken to be related. Counting and linear algebra, not a neural model: it knows nothing but the
/// document. Deterministic.
/// </summary>
internal sealed class LatentSemanticModel : ITextEmbedder
{
    /// <summary>The model's name; another one when the same text gives other vectors.</summary>
    public const string ModelName = "synthgen-lsa-1";

    private readonly DenseMatrix _projection;

    /// <summary>Creates a model.</summary>
    /// <param name="features">What it looks at.</param>
    /// <param name="projection">A row for each feature: its place in the space of topics.</param>
    public LatentSemanticModel(Vocabulary features, DenseMatrix projection) => (Features, _projection) = (features, projection);

    /// <inheritdoc/>
    public string Name => ModelName;

    /// <summary>Numbers a vector, from 1.</summary>
    public int Dimensions => _projection.Columns;

    /// <summary>What it looks at.</summary>
    public Vocabulary Features { get; }

    /// <summary>A feature's place in the space of topics.</summary>
    public ReadOnlySpan<float> Place(int feature) => _projection.Row(feature)[..Dimensions];

    /// <summary>A text's vector, of any length; zeros if it has no feature that the model knows.</summary>
    public float[] Embed(IReadOnlyDictionary<ulong, int> counts)
    {
        DenseMatrix sum = new(1, Dimensions);
        foreach ((int column, float value) in Features.Row(counts))
            DenseMatrix.AddScaled(sum.Row(0), _projection.Row(column), value);
        return sum.Row(0)[..Dimensions].ToArray();
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingUse use, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FeatureCounter counter = new();
        return Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(text => Embed(counter.Count(text)))]);
    }

    /// <summary>Nothing to do.</summary>
    public void Dispose()
    {
    }
}
