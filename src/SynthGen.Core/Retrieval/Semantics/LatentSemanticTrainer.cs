namespace SynthGen.Retrieval.Semantics;

/// <summary>Trains a <see cref="LatentSemanticModel"/> on pages, which are read twice.</summary>
/// <remarks>
/// Holds a matrix of at most <see cref="MostPages"/> pages, with about 16 bytes for each different word or n-gram of a page (10
/// KB for a page of 400 words, 160 MB in all). Of more pages, that many are sampled at even intervals.
/// </remarks>
internal static class LatentSemanticTrainer
{
    /// <summary>The maximum numbers in a vector; a small document has two thirds of its number of pages.</summary>
    public const int MostDimensions = 256;

    /// <summary>The maximum number of pages for training.</summary>
    public const int MostPages = 1 << 14;

    // The entries of unit vectors are small; this factor moves them to where half precision is finest.
    private const float ProjectionScale = 256;

    /// <summary>Trains a model.</summary>
    /// <param name="count">The number of pages.</param>
    /// <param name="pages">Reads the pages' texts; it gives the same texts each time.</param>
    /// <param name="cancellationToken">Cancels training.</param>
    public static LatentSemanticModel Train(int count, Func<IEnumerable<string>> pages, CancellationToken cancellationToken)
    {
        FeatureCounter counter = new();
        FeatureStatistics statistics = new();
        foreach (string text in Sample(count, pages()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            statistics.Add(counter.Count(text));
        }

        Vocabulary features = statistics.ToVocabulary();
        SparseMatrix matrix = new(features.Count);
        foreach (string text in Sample(count, pages()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            matrix.AddRow(features.Row(counter.Count(text)));
        }

        // With as many dimensions as pages, each page would be set apart by its own words, and nothing would be related.
        int rank = Math.Min(MostDimensions, (matrix.Rows * 2 + 2) / 3);
        RandomizedSvd svd = RandomizedSvd.Of(matrix, rank, cancellationToken);
        return new LatentSemanticModel(features, Project(svd.RightVectors));
    }

    // Divides the document into equal stretches and takes the first page of each.
    private static IEnumerable<string> Sample(int count, IEnumerable<string> pages) => count <= MostPages
        ? pages
        : pages.Where((_, i) => (long)i * MostPages / count != (long)(i - 1) * MostPages / count || i == 0);

    // Pages and queries are projected on the right singular vectors, which puts a page where Deerwester's UΣ puts it.
    private static DenseMatrix Project(DenseMatrix vectors)
    {
        DenseMatrix projection = new(vectors.Rows, Math.Max(1, vectors.Columns));
        for (int row = 0; row < vectors.Rows; row++)
        {
            // Rounds as the file does, so that a model read back gives the same results.
            for (int i = 0; i < vectors.Columns; i++)
                projection.Row(row)[i] = (float)(Half)(vectors.Row(row)[i] * ProjectionScale);
        }

        return projection;
    }
}
