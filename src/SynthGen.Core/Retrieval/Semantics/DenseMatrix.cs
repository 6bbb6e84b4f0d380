using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SynthGen.Retrieval.Semantics;

/// <summary>A matrix stored by rows, each padded with zeros to whole lanes of 256 bits.</summary>
internal sealed class DenseMatrix
{
    private const int Lane = 8;
    private readonly float[] _values;
    private readonly int _stride;

    /// <summary>Creates a matrix.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="room">A matrix that is not used any more, whose memory this one takes if it is enough: its values are not zero then.</param>
    public DenseMatrix(int rows, int columns, DenseMatrix? room = null)
    {
        (Rows, Columns) = (rows, columns);
        _stride = (columns + Lane - 1) / Lane * Lane;
        long length = (long)rows * _stride;
        _values = room?._values.Length >= length ? room._values : new float[length];
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The numbers of a row with its padding.</summary>
    public int Stride => _stride;

    /// <summary>Returns a row, including its padding.</summary>
    public Span<float> Row(int row) => _values.AsSpan(row * _stride, _stride);

    /// <summary>Returns the transpose.</summary>
    public DenseMatrix Transpose() => Transpose(Rows, null);

    /// <summary>Returns the transpose of the first rows.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="room">A matrix that is not used any more.</param>
    public DenseMatrix Transpose(int rows, DenseMatrix? room)
    {
        const int block = 32;
        DenseMatrix transposed = new(Columns, rows, room);
        for (int row = 0; row < transposed.Rows; row++)
            transposed.Row(row)[rows..].Clear();
        for (int first = 0; first < rows; first += block)
        {
            for (int column = 0; column < Columns; column++)
            {
                for (int row = first; row < Math.Min(first + block, rows); row++)
                    transposed._values[column * transposed._stride + row] = _values[row * _stride + column];
            }
        }

        return transposed;
    }

    /// <summary>Returns some columns of a sum of multiples of rows, which are added in their order.</summary>
    /// <param name="parts">The rows and their factors.</param>
    /// <param name="first">The first column, the first of a lane.</param>
    /// <param name="sum">Takes the sum: whole lanes.</param>
    public void Combine(ReadOnlySpan<(int Row, float Factor)> parts, int first, Span<float> sum) => Combine(_values.AsSpan(first), _stride, parts, sum);

    /// <summary>Adds a multiple of a row to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<float> sum, ReadOnlySpan<float> row, float factor)
    {
        Span<Vector256<float>> sums = MemoryMarshal.Cast<float, Vector256<float>>(sum);
        ReadOnlySpan<Vector256<float>> rows = MemoryMarshal.Cast<float, Vector256<float>>(row)[..sums.Length];
        Vector256<float> factors = Vector256.Create(factor);
        for (int i = 0; i < sums.Length; i++)
            sums[i] += rows[i] * factors;
    }

    /// <summary>Returns a sum of multiples of rows that are stored in one array, added in their order.</summary>
    /// <param name="values">The rows, each of whole lanes.</param>
    /// <param name="stride">The distance from one row to the next.</param>
    /// <param name="parts">The rows to add and their factors.</param>
    /// <param name="sum">Takes the sum: whole lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine(ReadOnlySpan<float> values, int stride, ReadOnlySpan<(int Row, float Factor)> parts, Span<float> sum)
    {
        // Four lanes at a time stay in registers while the rows pass.
        int column = 0;
        for (; Vector512.IsHardwareAccelerated && column + 8 * Lane <= sum.Length; column += 8 * Lane)
        {
            Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            foreach ((int at, float factor) in parts)
            {
                ReadOnlySpan<Vector512<float>> row = MemoryMarshal.Cast<float, Vector512<float>>(values.Slice(at * stride + column, 8 * Lane));
                Vector512<float> factors = Vector512.Create(factor);
                sum0 += row[0] * factors;
                sum1 += row[1] * factors;
                sum2 += row[2] * factors;
                sum3 += row[3] * factors;
            }

            Span<Vector512<float>> sums = MemoryMarshal.Cast<float, Vector512<float>>(sum.Slice(column, 8 * Lane));
            (sums[0], sums[1], sums[2], sums[3]) = (sum0, sum1, sum2, sum3);
        }

        for (; column + 4 * Lane <= sum.Length; column += 4 * Lane)
        {
            Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            foreach ((int at, float factor) in parts)
            {
                ReadOnlySpan<Vector256<float>> row = MemoryMarshal.Cast<float, Vector256<float>>(values.Slice(at * stride + column, 4 * Lane));
                Vector256<float> factors = Vector256.Create(factor);
                sum0 += row[0] * factors;
                sum1 += row[1] * factors;
                sum2 += row[2] * factors;
                sum3 += row[3] * factors;
            }

            Span<Vector256<float>> sums = MemoryMarshal.Cast<float, Vector256<float>>(sum.Slice(column, 4 * Lane));
            (sums[0], sums[1], sums[2], sums[3]) = (sum0, sum1, sum2, sum3);
        }

        for (; column < sum.Length; column += Lane)
        {
            Vector256<float> rest = default;
            foreach ((int at, float factor) in parts)
                rest += MemoryMarshal.Cast<float, Vector256<float>>(values.Slice(at * stride + column, Lane))[0] * Vector256.Create(factor);
            MemoryMarshal.Cast<float, Vector256<float>>(sum.Slice(column, Lane))[0] = rest;
        }
    }

    /// <summary>Copies some columns of all rows, one row behind the other.</summary>
    /// <param name="first">The first column.</param>
    /// <param name="count">The number of columns.</param>
    /// <param name="copy">Takes them.</param>
    public void CopyColumns(int first, int count, Span<float> copy)
    {
        for (int row = 0; row < Rows; row++)
            _values.AsSpan(row * _stride + first, count).CopyTo(copy[(row * count)..]);
    }
}
