using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SynthGen.Retrieval.Semantics;

/// <summary>A matrix stored by rows, each padded with zeros to whole lanes of 256 bits.</summary>
internal sealed class DenseMatrix
{
    private const int Lane = 8;
    private readonly float[] _values;
    private readonly int _stride;

    public DenseMatrix(int rows, int columns)
    {
        (Rows, Columns) = (rows, columns);
        _stride = (columns + Lane - 1) / Lane * Lane;
        _values = new float[(long)rows * _stride];
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Returns a row, including its padding.</summary>
    public Span<float> Row(int row) => _values.AsSpan(row * _stride, _stride);

    /// <summary>Returns the transpose.</summary>
    public DenseMatrix Transpose()
    {
        const int block = 32;
        DenseMatrix transposed = new(Columns, Rows);
        for (int first = 0; first < Rows; first += block)
        {
            for (int column = 0; column < Columns; column++)
            {
                for (int row = first; row < Math.Min(first + block, Rows); row++)
                    transposed._values[column * transposed._stride + row] = _values[row * _stride + column];
            }
        }

        return transposed;
    }

    /// <summary>Adds a multiple of a row to another.</summary>
    public static void AddScaled(Span<float> sum, ReadOnlySpan<float> row, float factor)
    {
        Span<Vector256<float>> sums = MemoryMarshal.Cast<float, Vector256<float>>(sum);
        ReadOnlySpan<Vector256<float>> rows = MemoryMarshal.Cast<float, Vector256<float>>(row)[..sums.Length];
        Vector256<float> factors = Vector256.Create(factor);
        for (int i = 0; i < sums.Length; i++)
            sums[i] += rows[i] * factors;
    }
}
