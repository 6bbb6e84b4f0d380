using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SynthGen.Retrieval.Semantics;

/// <summary>
/// Computes the eigenvalues and eigenvectors of a symmetric matrix by Jacobi's method with cyclic sweeps (Golub, Van Loan,
/// Matrix Computations, section 8.5): slow for large matrices, accurate for those of a few hundred rows.
/// </summary>
internal sealed class SymmetricEigen
{
    private const int MostSweeps = 30;

    /// <summary>Decomposes a matrix, which is overwritten.</summary>
    public SymmetricEigen(double[][] matrix, CancellationToken cancellationToken)
    {
        int size = matrix.Length;
        double[][] vectors = [.. Enumerable.Range(0, size).Select(i => Unit(size, i))];
        double limit = matrix.Sum(row => row.Sum(value => value * value)) * 1e-22;
        for (int sweep = 0; sweep < MostSweeps && OffDiagonal(matrix) > limit; sweep++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int p = 0; p < size - 1; p++)
            {
                for (int q = p + 1; q < size; q++)
                    Rotate(matrix, vectors, p, q);
            }
        }

        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(i => matrix[i][i])];
        Values = [.. order.Select(i => matrix[i][i])];
        Vectors = [.. order.Select(i => vectors[i])];
    }

    /// <summary>The eigenvalues, largest first.</summary>
    public double[] Values { get; }

    /// <summary>Their eigenvectors, one a row, of length 1.</summary>
    public double[][] Vectors { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rotate(double[][] matrix, double[][] vectors, int p, int q)
    {
        double off = matrix[p][q];
        if (off == 0)
            return;

        // The smaller of the two angles that make the entry zero.
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * off);
        double tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        double cosine = 1 / Math.Sqrt(tangent * tangent + 1), sine = tangent * cosine;
        foreach (double[] row in matrix)
        {
            double one = row[p], other = row[q];
            (row[p], row[q]) = (cosine * one - sine * other, sine * one + cosine * other);
        }

        Turn(matrix[p], matrix[q], cosine, sine);
        Turn(vectors[p], vectors[q], cosine, sine);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(Span<double> p, Span<double> q, double cosine, double sine)
    {
        Span<Vector256<double>> ps = MemoryMarshal.Cast<double, Vector256<double>>(p), qs = MemoryMarshal.Cast<double, Vector256<double>>(q)[..ps.Length];
        for (int i = 0; i < ps.Length; i++)
        {
            Vector256<double> one = ps[i], other = qs[i];
            (ps[i], qs[i]) = (one * cosine - other * sine, one * sine + other * cosine);
        }

        for (int i = ps.Length * Vector256<double>.Count; i < p.Length; i++)
            (p[i], q[i]) = (cosine * p[i] - sine * q[i], sine * p[i] + cosine * q[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double OffDiagonal(double[][] matrix)
    {
        double sum = 0;
        for (int i = 0; i < matrix.Length; i++)
        {
            for (int j = 0; j < i; j++)
                sum += 2 * matrix[i][j] * matrix[i][j];
        }

        return sum;
    }

    private static double[] Unit(int size, int i)
    {
        double[] unit = new double[size];
        unit[i] = 1;
        return unit;
    }
}
