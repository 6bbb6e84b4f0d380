using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SynthGen.Retrieval;

/// <summary>
/// Unit vectors rounded to a byte a number, a fourth of their size. They tell in a fraction of the time how similar a vector can be
/// at most to a query, so that only those that matter are compared exactly.
/// </summary>
/// <remarks>
/// With e and f for what rounding took from the vector v and the query q, the product q·v is at most that of the rounded ones plus
/// |e| + |f|·(1 + |e|), by the inequality of Cauchy and Schwarz.
/// </remarks>
internal sealed class RoundedVectors
{
    private const int Lane = 32;
    private const int Most = sbyte.MaxValue;

    // Above what single precision and the rounding of scores can add.
    private const double Slack = 1e-5;

    private readonly sbyte[] _values;
    private readonly (float Scale, float Error)[] _sizes;
    private readonly int _stride;

    /// <summary>Rounds vectors.</summary>
    /// <param name="units">The vectors, one after the other, each of length 1 or 0.</param>
    /// <param name="length">The numbers of a vector.</param>
    public RoundedVectors(ReadOnlySpan<float> units, int length)
    {
        int count = units.Length / length;
        _stride = (length + Lane - 1) / Lane * Lane;
        _values = new sbyte[(long)count * _stride];
        _sizes = new (float, float)[count];
        for (int i = 0; i < count; i++)
            _sizes[i] = Round(units.Slice(i * length, length), _values.AsSpan(i * _stride, _stride));
    }

    /// <summary>Rounds a query.</summary>
    /// <param name="unit">The query, of length 1.</param>
    public RoundedQuery Round(ReadOnlySpan<float> unit)
    {
        sbyte[] values = new sbyte[_stride];
        (float scale, float error) = Round(unit, values);
        return new RoundedQuery(values, scale, error);
    }

    /// <summary>Returns the highest similarity that a vector can have to a query.</summary>
    public double MostOf(int vector, in RoundedQuery query)
    {
        (float scale, float error) = _sizes[vector];
        return (double)scale * query.Scale * Dot(_values.AsSpan(vector * _stride, _stride), query.Values) + error + query.Error * (1 + error) + Slack;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Scale, float Error) Round(ReadOnlySpan<float> unit, Span<sbyte> rounded)
    {
        ReadOnlySpan<Vector256<float>> values = MemoryMarshal.Cast<float, Vector256<float>>(unit);
        Vector256<float> largest = default;
        foreach (Vector256<float> value in values)
            largest = Vector256.Max(largest, Vector256.Abs(value));
        float most = 0;
        for (int i = 0; i < Vector256<float>.Count; i++)
            most = Math.Max(most, largest[i]);
        if (most == 0)
            return (0, 0);

        float scale = most / Most;
        Vector256<float> scales = Vector256.Create(scale), square = default;
        for (int i = 0; i < values.Length; i++)
        {
            Vector256<int> whole = Vector256.ConvertToInt32(Vector256.Round(values[i] / scales));
            for (int j = 0; j < Vector256<int>.Count; j++)
                rounded[i * Vector256<int>.Count + j] = (sbyte)whole[j];
            Vector256<float> error = values[i] - Vector256.ConvertToSingle(whole) * scales;
            square += error * error;
        }

        return (scale, MathF.Sqrt(Vector256.Sum(square)));
    }

    // Sums of whole numbers are the same in every order, so each processor may add as it can.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Dot(ReadOnlySpan<sbyte> one, ReadOnlySpan<sbyte> other)
    {
        ReadOnlySpan<Vector256<sbyte>> a = MemoryMarshal.Cast<sbyte, Vector256<sbyte>>(one);
        ReadOnlySpan<Vector256<sbyte>> b = MemoryMarshal.Cast<sbyte, Vector256<sbyte>>(other)[..a.Length];
        Vector256<int> sum = default;
        for (int i = 0; i < a.Length; i++)
        {
            (Vector256<short> low, Vector256<short> high) = Vector256.Widen(a[i]);
            (Vector256<short> otherLow, Vector256<short> otherHigh) = Vector256.Widen(b[i]);
            sum += Avx2.IsSupported
                ? Avx2.MultiplyAddAdjacent(low, otherLow) + Avx2.MultiplyAddAdjacent(high, otherHigh)
                : Products(low * otherLow) + Products(high * otherHigh);
        }

        return Vector256.Sum(sum);
    }

    // A product of two bytes fits into a short.
    private static Vector256<int> Products(Vector256<short> products)
    {
        (Vector256<int> low, Vector256<int> high) = Vector256.Widen(products);
        return low + high;
    }
}

/// <summary>A query rounded as the vectors are.</summary>
/// <param name="Values">Its numbers.</param>
/// <param name="Scale">What one of them stands for.</param>
/// <param name="Error">The length of what rounding took from it.</param>
internal readonly record struct RoundedQuery(sbyte[] Values, float Scale, float Error);
