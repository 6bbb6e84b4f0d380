namespace SynthGen.Retrieval.Semantics;

/// <summary>Learns a <see cref="LatentSemanticModel"/> from pages, which are read twice.</summary>
/// <remarks>
/// A matrix of at most <see cref="MostPages"/> pages is held, some 16 bytes for each different word or n-gram of a page (10
/// KB for a page of 400 words, 160 MB in all). Of more pages as many, evenly spread, are learned from.
/// </remarks>
internal static class LatentSemanticTrainer
{
    /// <summary>Numbers a vector at most; of a small document, two thirds of its pages.</summary>
    public const int MostDimensions = 256;

    /// <summary>Pages learned from at most.</summary>
    public const int MostPages = 1 << 14;

    // The entries of unit vectors are small: this brings them where half precision is finest.
    private const float ProjectionScale = 256;

    /// <summary>Learns a model.</summary>
    /// <param name="count">How many pages there are.</param>
    /// <param name="pages">Reads the pages' texts, the same each time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static LatentSemanticModel Train(int count, Func<IEnumerable<string>> pages, CancellationToken cancellationToken)
    {
        FeatureCounter counter = new();
        FeatureStatistics statistics = new();
        foreach (string text in Sample(count, pages()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            statistics.Add(counter.Count(text));
        }

        Vocabulary features = statistics.ToBook();
        SparseMatrix matrix = new(features.Count);
        foreach (string text in Sample(count, pages()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            matrix.AddRow(features.Row(counter.Count(text)));
        }

        // As many dimensions as pages would tell each page apart by its own words, and relate nothing to anything.
        int rank = Math.Min(MostDimensions, (matrix.Rows * 2 + 2) / 3);
        RandomizedSvd svd = RandomizedSvd.Of(matrix, rank, cancellationToken);
        return new LatentSemanticModel(features, Project(svd.RightVectors));
    }

    // Of each of so many equal stretches of the document the first page.
    private static IEnumerable<string> Sample(int count, IEnumerable<string> pages) => count <= MostPages
        ? pages
        : pages.Where((_, i) => (long)i * MostPages / count != (long)(i - 1) * MostPages / count || i == 0);

    // Pages and queries are projected on the right singular vectors: a page comes to the place that Deerwester's UΣ gives it.
    private static DenseMatrix Project(DenseMatrix vectors)
    {
        DenseMatrix projection = new(vectors.Rows, Math.Max(1, vectors.Columns));
        for (int row = 0; row < vectors.Rows; row++)
        {
            // Rounded as it is stored: a model that was read back answers the same.
            for (int i = 0; i < vectors.Columns; i++)
                projection.Row(row)[i] = (float)(Half)(vectors.Row(row)[i] * ProjectionScale);
        }

        return projection;
    }
}
