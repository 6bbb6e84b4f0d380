using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SynthGen.Retrieval;

/// <summary>
/// Unit vectors in one flat array, searched exactly by cosine similarity: each that can matter is compared with the query. A row
/// has one vector or several, of which the most similar counts. Designed for up to 500,000 vectors. Thread-safe for reading.
/// </summary>
/// <remarks>
/// Products are summed in lanes of 256 bits, without fused multiplication, on every processor, so that the same vectors give
/// the same bits everywhere.
/// </remarks>
internal sealed class VectorSet
{
    // Rows are padded with zeros to whole lanes.
    private const int Lane = 8;

    // A sum of a few hundred products of single precision is off by some 1e-7. Rounded to what is above that, pages that are alike
    // have equal scores and stand in their order, whatever makes their vectors.
    private const int Digits = 6;

    // Of fewer, comparing all takes no time.
    private const int LeastRounded = 2048;

    private readonly float[] _values;
    private readonly int[] _rows;
    private readonly int _stride;
    private readonly RoundedVectors? _rounded;

    /// <summary>Scales vectors to length 1. A zero vector stays zero and is equally far from all others.</summary>
    /// <param name="dimensions">The numbers in a vector, from 1.</param>
    /// <param name="vectors">The vectors, each with that many numbers, in the order of their rows.</param>
    /// <param name="leastRounded">The number of vectors from which on those that cannot matter are left out, for tests.</param>
    /// <exception cref="ArgumentException">A vector has another length.</exception>
    public VectorSet(int dimensions, IReadOnlyCollection<PageVector> vectors, int leastRounded = LeastRounded)
        : this(
            dimensions,
            vectors.Count,
            take =>
            {
                foreach ((int row, float[] vector) in vectors)
                    take(row, vector);
            },
            leastRounded)
    {
    }

    /// <summary>Scales vectors to length 1. A zero vector stays zero and is equally far from all others.</summary>
    /// <param name="dimensions">The numbers in a vector, from 1.</param>
    /// <param name="expected">The number of vectors, if each row has one.</param>
    /// <param name="read">Calls what it is given with each vector and its row, in the order of the rows.</param>
    /// <param name="leastRounded">The number of vectors from which on those that cannot matter are left out, for tests.</param>
    /// <exception cref="ArgumentException">A vector has another length.</exception>
    public VectorSet(int dimensions, int expected, Action<Action<int, ReadOnlySpan<float>>> read, int leastRounded = LeastRounded)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        Dimensions = dimensions;
        _stride = (dimensions + Lane - 1) / Lane * Lane;
        float[] values = new float[(long)expected * _stride];
        int[] rows = new int[expected];
        int count = 0;
        read((row, vector) =>
        {
            if (count == rows.Length)
            {
                Array.Resize(ref rows, Math.Max(4, 2 * count));
                Array.Resize(ref values, rows.Length * _stride);
            }

            rows[count] = row;
            Span<float> unit = values.AsSpan(count++ * _stride, _stride);
            Copy(vector, unit);
            Normalize(unit);
        });

        (_values, _rows) = (values, rows.AsSpan(0, count).ToArray());
        _rounded = count < leastRounded ? null : new RoundedVectors(_values.AsSpan(0, count * _stride), _stride);
    }

    /// <summary>The numbers in a vector.</summary>
    public int Dimensions { get; }

    /// <summary>Returns the rows most similar to a vector, best first; of equal ones the earlier row first.</summary>
    /// <param name="query">A vector; it need not have length 1.</param>
    /// <param name="top">The maximum number of rows, from 1.</param>
    /// <returns>Rows from 0, with their cosine, -1 to 1 with six decimals; empty for a zero vector, which is not similar to anything.</returns>
    /// <exception cref="ArgumentException">The vector does not have the set's dimensions.</exception>
    public IReadOnlyList<RowScore> Find(ReadOnlySpan<float> query, int top)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        Span<float> unit = new float[_stride];
        Copy(query, unit);
        if (!Normalize(unit))
            return [];

        RoundedQuery? rounded = _rounded?.Round(unit);
        TopRows best = new(Math.Min(top, _rows.Length));
        for (int i = 0; i < _rows.Length;)
        {
            int row = _rows[i];
            best.Offer(row, Score(ref i, unit, rounded, best.Least));
        }

        return best.ToList();
    }

    /// <summary>Returns the rank of a row among those that <see cref="Find"/> returns, from 1; null if it is not among them.</summary>
    /// <remarks>It ends as soon as as many rows are before this one, which most rows that are sought in vain soon see.</remarks>
    /// <exception cref="ArgumentException">The vector does not have the set's dimensions.</exception>
    public int? RankOf(int row, ReadOnlySpan<float> query, int top)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        Span<float> unit = new float[_stride];
        Copy(query, unit);
        int at = First(row);
        if (!Normalize(unit) || at >= _rows.Length || _rows[at] != row)
            return null;

        double own = Score(ref at, unit, null, double.MinValue);
        RoundedQuery? rounded = _rounded?.Round(unit);
        int rank = 1;
        for (int i = 0; i < _rows.Length && rank <= top;)
        {
            int other = _rows[i];
            double score = Score(ref i, unit, rounded, own);
            if (score > own || (score == own && other < row))
                rank++;
        }

        return rank <= top ? rank : null;
    }

    /// <summary>Returns the number of vectors of a row.</summary>
    public int CountOf(int row) => Last(row) - First(row);

    /// <summary>Returns which vector of a row is most similar to a vector, from 0.</summary>
    /// <param name="row">The row.</param>
    /// <param name="query">A vector; it need not have length 1.</param>
    public int NearestOf(int row, ReadOnlySpan<float> query)
    {
        Span<float> unit = new float[_stride];
        Copy(query, unit);
        int first = First(row), nearest = 0;
        float most = float.MinValue;
        for (int i = first; i < _rows.Length && _rows[i] == row; i++)
        {
            float product = Dot(_values.AsSpan(i * _stride, _stride), unit);
            if (product > most)
                (nearest, most) = (i - first, product);
        }

        return nearest;
    }

    // The score of the row that begins at a place, which goes on to the next row. It may be any lower one if it is below the least.
    private double Score(ref int at, ReadOnlySpan<float> unit, in RoundedQuery? rounded, double least)
    {
        int row = _rows[at];
        float nearest = float.MinValue;
        for (; at < _rows.Length && _rows[at] == row; at++)
        {
            if (rounded is null || _rounded!.MostOf(at, rounded.Value) >= least)
                nearest = Math.Max(nearest, Dot(_values.AsSpan(at * _stride, _stride), unit));
        }

        return Math.Round(nearest, Digits);
    }

    // Rows are in order.
    private int First(int row)
    {
        int first = Array.BinarySearch(_rows, row);
        while (first > 0 && _rows[first - 1] == row)
            first--;
        return Math.Max(0, first);
    }

    private int Last(int row)
    {
        int last = First(row);
        while (last < _rows.Length && _rows[last] == row)
            last++;
        return last;
    }

    /// <summary>Returns the dot product of two padded vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        ReadOnlySpan<Vector256<float>> a = MemoryMarshal.Cast<float, Vector256<float>>(one);
        ReadOnlySpan<Vector256<float>> b = MemoryMarshal.Cast<float, Vector256<float>>(other)[..a.Length];
        Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (; a.Length >= 4; a = a[4..], b = b[4..])
        {
            sum0 += a[0] * b[0];
            sum1 += a[1] * b[1];
            sum2 += a[2] * b[2];
            sum3 += a[3] * b[3];
        }

        for (int i = 0; i < a.Length; i++)
            sum0 += a[i] * b[i];
        return Vector256.Sum(sum0 + sum1 + (sum2 + sum3));
    }

    private void Copy(ReadOnlySpan<float> vector, Span<float> row)
    {
        if (vector.Length != Dimensions)
            throw new ArgumentException($"A vector has {vector.Length} dimensions, not {Dimensions}.", nameof(vector));
        vector.CopyTo(row);
    }

    private static bool Normalize(Span<float> row)
    {
        double square = 0;
        foreach (float value in row)
            square += (double)value * value;
        if (square == 0 || !double.IsFinite(square))
        {
            row.Clear();
            return false;
        }

        double scale = 1 / Math.Sqrt(square);
        for (int i = 0; i < row.Length; i++)
            row[i] = (float)(row[i] * scale);
        return true;
    }
}
