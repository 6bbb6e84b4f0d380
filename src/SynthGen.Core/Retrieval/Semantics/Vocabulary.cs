using System.Buffers;
using System.Numerics;

namespace SynthGen.Retrieval.Semantics;

/// <summary>
/// The features that a model knows, with their weights, and the unit vectors of texts over them. Weighting is log-entropy
/// (Dumais 1991, Improving the retrieval of information from external sources).
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>The weight of a text's n-grams beside its words: their share of the squared length of its vector.</summary>
    private const float GramShare = .3f;

    private readonly ulong[] _features;
    private readonly float[] _weights;
    private readonly Dictionary<ulong, int> _places;

    /// <summary>Creates a vocabulary.</summary>
    /// <param name="features">The features (<see cref="FeatureCounter"/>), without duplicates.</param>
    /// <param name="weights">Their weights, 0 to 1.</param>
    public Vocabulary(ulong[] features, float[] weights)
    {
        (_features, _weights) = (features, weights);
        _places = new Dictionary<ulong, int>(features.Length);
        for (int i = 0; i < features.Length; i++)
            _places.Add(features[i], i);
    }

    /// <summary>The number of features.</summary>
    public int Count => _features.Length;

    /// <summary>The features.</summary>
    public ReadOnlySpan<ulong> Features => _features;

    /// <summary>Their weights.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Returns the weight of a feature: 1 for one on a single page, near 0 for one on all alike; null if it is not known.</summary>
    public float? WeightOf(ulong feature) => _places.TryGetValue(feature, out int place) ? _weights[place] : null;

    /// <summary>Returns a text's entries, in the order of their columns; empty if it has no known feature.</summary>
    public (int Column, float Value)[] Row(ReadOnlySpan<(ulong Feature, float Count)> counts)
    {
        (int Column, float Value)[] row = new (int, float)[counts.Length];
        int length = 0;
        foreach ((ulong feature, float count) in counts)
        {
            if (_places.TryGetValue(feature, out int place))
                row[length++] = (place, count);
        }

        Array.Resize(ref row, length);
        Weight(row);
        return row;
    }

    /// <summary>Turns the counts of a text's features, by column and in any order, into its entries in the order of their columns.</summary>
    public void Weight(Span<(int Column, float Value)> row)
    {
        // A set of bits sorts the columns: a fixed order makes sums have the same bits whatever the order of the text.
        float[] countOf = ArrayPool<float>.Shared.Rent(Count);
        ulong[] known = new ulong[(Count + 63) / 64];
        foreach ((int column, float count) in row)
        {
            countOf[column] = count;
            known[column >> 6] |= 1UL << column;
        }

        double words = 0, grams = 0;
        for (int part = 0, i = 0; i < row.Length; part++)
        {
            for (ulong rest = known[part]; rest != 0; rest &= rest - 1)
            {
                int column = (part << 6) + BitOperations.TrailingZeroCount(rest);
                float value = (countOf[column] > 1 ? 1 + MathF.Log(countOf[column]) : 1) * _weights[column];
                row[i++] = (column, value);
                (FeatureCounter.IsGram(_features[column]) ? ref grams : ref words) += (double)value * value;
            }
        }

        ArrayPool<float>.Shared.Return(countOf);
        float wordScale = Scale(words, grams == 0 ? 1 : 1 - GramShare), gramScale = Scale(grams, words == 0 ? 1 : GramShare);
        foreach (ref (int Column, float Value) entry in row)
            entry.Value *= FeatureCounter.IsGram(_features[entry.Column]) ? gramScale : wordScale;
    }

    private static float Scale(double square, float share) => square == 0 ? 0 : (float)Math.Sqrt(share / square);
}
