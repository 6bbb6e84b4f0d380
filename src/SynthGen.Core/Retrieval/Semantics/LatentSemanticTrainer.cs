namespace SynthGen.Retrieval.Semantics;

/// <summary>Trains a <see cref="LatentSemanticModel"/> on pages, which are read once.</summary>
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
    /// <param name="pages">The pages' texts.</param>
    /// <param name="cancellationToken">Cancels training.</param>
    public static LatentSemanticModel Train(int count, IEnumerable<string> pages, CancellationToken cancellationToken) =>
        Train(count, pages, cancellationToken, out _);

    /// <summary>Trains a model, and returns the pages that it was trained on.</summary>
    /// <param name="count">The number of pages.</param>
    /// <param name="pages">The pages' texts.</param>
    /// <param name="cancellationToken">Cancels training.</param>
    /// <param name="vectors">A row for each page of the sample: its vector, as the model embeds it.</param>
    public static LatentSemanticModel Train(int count, IEnumerable<string> pages, CancellationToken cancellationToken, out DenseMatrix vectors)
    {
        Vocabulary features = Count(count, pages, cancellationToken, out SparseMatrix matrix);

        // With as many dimensions as pages, each page would be set apart by its own words, and nothing would be related.
        int rank = Math.Min(MostDimensions, (matrix.Rows * 2 + 2) / 3);
        DenseMatrix projection = Project(RandomizedSvd.Of(matrix, rank, cancellationToken).RightVectors);
        vectors = matrix.Multiply(projection, cancellationToken);
        return new LatentSemanticModel(features, projection);
    }

    /// <summary>Whether a page is of the sample that a model is trained on.</summary>
    /// <param name="count">The number of pages.</param>
    /// <param name="page">The page's place.</param>
    public static bool IsSampled(int count, int page) =>
        // The first page of each of equal stretches of the document.
        count <= MostPages || page == 0 || (long)page * MostPages / count != (long)(page - 1) * MostPages / count;

    private static Vocabulary Count(int count, IEnumerable<string> pages, CancellationToken cancellationToken, out SparseMatrix matrix)
    {
        FeatureCounter counter = new();
        FeatureStatistics statistics = new();
        List<(int Feature, float Count)[]> counts = [];
        foreach (string text in pages.Where((_, page) => IsSampled(count, page)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            counts.Add(statistics.Add(counter.Count(text)));
        }

        Vocabulary features = statistics.ToVocabulary(out int[] columns);
        matrix = new SparseMatrix(features.Count);
        foreach ((int Feature, float Count)[] row in counts)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The counts become the entries where they are.
            int length = 0;
            foreach ((int feature, float times) in row)
            {
                if (columns[feature] >= 0)
                    row[length++] = (columns[feature], times);
            }

            features.Weight(row.AsSpan(0, length));
            matrix.AddRow(row, length);
        }

        return features;
    }

    // Pages and queries are projected on the right singular vectors, which puts a page where Deerwester's UΣ puts it.
    private static DenseMatrix Project(DenseMatrix vectors)
    {
        for (int row = 0; row < vectors.Rows; row++)
        {
            // Rounds as the file does, so that a model read back gives the same results.
            foreach (ref float value in vectors.Row(row))
                value = (float)(Half)(value * ProjectionScale);
        }

        return vectors.Columns > 0 ? vectors : new DenseMatrix(vectors.Rows, 1);
    }
}
