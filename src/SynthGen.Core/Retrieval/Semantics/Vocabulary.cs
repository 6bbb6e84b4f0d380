using System.Runtime.InteropServices;

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
    public ReadOnlySpan<(int Column, float Value)> Row(IReadOnlyDictionary<ulong, int> counts)
    {
        List<(int Column, float Value)> row = [];
        foreach ((ulong feature, int count) in counts)
        {
            if (_places.TryGetValue(feature, out int place))
                row.Add((place, (1 + MathF.Log(count)) * _weights[place]));
        }

        // A fixed order makes sums have the same bits whatever the order of the text.
        row.Sort(static (one, other) => one.Column.CompareTo(other.Column));
        double words = 0, grams = 0;
        foreach ((int column, float value) in row)
            (FeatureCounter.IsGram(_features[column]) ? ref grams : ref words) += (double)value * value;
        float wordScale = Scale(words, grams == 0 ? 1 : 1 - GramShare), gramScale = Scale(grams, words == 0 ? 1 : GramShare);
        Span<(int Column, float Value)> entries = CollectionsMarshal.AsSpan(row);
        foreach (ref (int Column, float Value) entry in entries)
            entry.Value *= FeatureCounter.IsGram(_features[entry.Column]) ? gramScale : wordScale;
        return entries;
    }

    private static float Scale(double square, float share) => square == 0 ? 0 : (float)Math.Sqrt(share / square);
}
