using SynthGen.Hashing;

namespace SynthGen.Retrieval.Semantics;

/// <summary>
/// Computes the largest singular values of a sparse matrix and their right singular vectors by randomized subspace iteration
/// (Halko, Martinsson, Tropp 2011, Finding structure with randomness, algorithms 4.4 and 5.1).
/// </summary>
/// <remarks>
/// The random numbers have a fixed seed, and no sum depends on the number of threads: the same matrix gives the same
/// bits.
/// </remarks>
internal sealed class RandomizedSvd
{
    // Ten extra columns and two iterations, as sections 4.2 and 4.5 of the paper advise for slowly decaying values.
    private const int Oversampling = 10, Iterations = 2;
    private const ulong Seed = 20110217;

    private RandomizedSvd(DenseMatrix rightVectors, double[] values) => (RightVectors, Values) = (rightVectors, values);

    /// <summary>A row for each column of the matrix, a column for each singular value.</summary>
    public DenseMatrix RightVectors { get; }

    /// <summary>The singular values, largest first.</summary>
    public double[] Values { get; }

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="rank">The maximum number of singular values; fewer if the matrix has fewer nonzero ones.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    public static RandomizedSvd Of(SparseMatrix matrix, int rank, CancellationToken cancellationToken)
    {
        int width = Math.Min(rank + Oversampling, Math.Min(matrix.Rows, matrix.Columns));
        SparseMatrix transposed = matrix.Transpose();
        DenseMatrix wide = Random(matrix.Columns, width), image = matrix.Multiply(wide, cancellationToken);
        for (int i = 0; i < Iterations; i++)
        {
            DenseMatrix basis = Orthonormal(image, cancellationToken);
            wide = transposed.Multiply(basis, cancellationToken, room: wide);
            image = matrix.Multiply(wide, cancellationToken, room: basis);
        }

        // Bᵀ = AᵀQ; the eigenvectors of BBᵀ turn it into the right singular vectors.
        DenseMatrix projected = transposed.Multiply(Orthonormal(image, cancellationToken), cancellationToken, room: wide), rows = projected.Transpose();
        SymmetricEigen eigen = new(Gram(rows), cancellationToken);
        double least = eigen.Values.Length == 0 ? 0 : eigen.Values[0] * 1e-9;
        int count = Math.Min(rank, eigen.Values.Count(value => value > least));
        return new RandomizedSvd(Turn(projected, eigen, count, rows), [.. eigen.Values.Take(count).Select(Math.Sqrt)]);
    }

    // BᵀVΣ⁻¹, of which each row comes from one of Bᵀ.
    private static DenseMatrix Turn(DenseMatrix projected, SymmetricEigen eigen, int count, DenseMatrix room)
    {
        DenseMatrix turn = new(projected.Columns, count), vectors = new(projected.Rows, count, room);
        for (int i = 0; i < count; i++)
        {
            double scale = 1 / Math.Sqrt(eigen.Values[i]);
            for (int j = 0; j < turn.Rows; j++)
                turn.Row(j)[i] = (float)(eigen.Vectors[i][j] * scale);
        }

        Parallel.For(0, projected.Rows, row =>
        {
            Span<float> factors = projected.Row(row);
            Span<(int, float)> parts = stackalloc (int, float)[turn.Rows];
            for (int j = 0; j < parts.Length; j++)
                parts[j] = (j, factors[j]);
            turn.Combine(parts, 0, vectors.Row(row));
        });
        return vectors;
    }

    private static DenseMatrix Random(int rows, int columns)
    {
        StableRandom random = new(Seed);
        DenseMatrix matrix = new(rows, columns);
        for (int row = 0; row < rows; row++)
        {
            foreach (ref float value in matrix.Row(row)[..columns])
                value = (float)(2 * random.NextDouble() - 1);
        }

        return matrix;
    }

    // Gram-Schmidt, twice: "twice is enough" (Giraud, Langou, Rozložník 2005). Dependent directions are left out.
    private static DenseMatrix Orthonormal(DenseMatrix matrix, CancellationToken cancellationToken)
    {
        DenseMatrix vectors = matrix.Transpose();
        int count = 0;
        for (int i = 0; i < vectors.Rows; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<float> vector = vectors.Row(i);
            float before = VectorSet.Dot(vector, vector);
            for (int j = 0; j < 2 * count; j++)
            {
                ReadOnlySpan<float> earlier = vectors.Row(j % count);
                DenseMatrix.AddScaled(vector, earlier, -VectorSet.Dot(vector, earlier));
            }

            float after = VectorSet.Dot(vector, vector);
            if (!(after > before * 1e-8f))
                continue;
            float scale = 1 / MathF.Sqrt(after);
            Span<float> place = vectors.Row(count++);
            for (int k = 0; k < place.Length; k++)
                place[k] = vector[k] * scale;
        }

        return vectors.Transpose(count, matrix);
    }

    private static double[][] Gram(DenseMatrix rows)
    {
        double[][] gram = [.. Enumerable.Range(0, rows.Rows).Select(_ => new double[rows.Rows])];
        Parallel.For(0, rows.Rows, i =>
        {
            for (int j = 0; j <= i; j++)
                gram[i][j] = gram[j][i] = VectorSet.Dot(rows.Row(i), rows.Row(j));
        });
        return gram;
    }
}
