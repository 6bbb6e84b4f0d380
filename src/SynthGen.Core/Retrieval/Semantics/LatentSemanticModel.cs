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

    /// <summary>Does nothing.</summary>
    public void Dispose()
    {
    }
}
