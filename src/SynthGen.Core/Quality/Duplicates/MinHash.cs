using System.Runtime.InteropServices;
using SynthGen.Text;

namespace SynthGen.Quality.Duplicates;

/// <summary>The sketch by which a text is compared.</summary>
/// <param name="Exact">A hash of its words, equal for texts that differ only in case, accents, punctuation and space.</param>
/// <param name="Shingles">Hashes of its sequences of words, sorted, without duplicates; empty if it has too few words for a near copy.</param>
/// <param name="Bands">A hash of each band of its MinHash signature; empty if there are no shingles.</param>
internal sealed record TextSketch(ulong Exact, uint[] Shingles, uint[] Bands);

/// <summary>
/// Sketches texts by MinHash (A. Broder, "On the resemblance and containment of documents", 1997) with locality-sensitive
/// hashing in bands (J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets", 3.4): 128 permutations of word
/// 5-grams and a Jaccard similarity of .8 by default, as in the deduplication of published text sets.
/// </summary>
internal sealed class MinHash
{
    /// <summary>The number of permutations.</summary>
    public const int Permutations = 128;

    /// <summary>The default length of a shingle, in words.</summary>
    public const int ShingleSize = 5;

    /// <summary>The default minimum similarity of a near copy.</summary>
    public const double Similarity = .8;

    // At least this share of the pairs at the minimum similarity have a band in common and are found.
    private const double LeastRecall = .99;

    private readonly int _size;
    private readonly double _similarity;
    private readonly ulong[] _factors = new ulong[Permutations];
    private readonly ulong[] _terms = new ulong[Permutations];

    /// <summary>Creates a sketcher.</summary>
    /// <param name="similarity">The minimum similarity of a near copy, above 0 to 1.</param>
    /// <param name="size">The length of a shingle in words, from 1.</param>
    public MinHash(double similarity = Similarity, int size = ShingleSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(similarity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(similarity, 1);
        (_size, _similarity) = (size, similarity);
        ulong state = 1;
        for (int i = 0; i < Permutations; i++)
        {
            // Multiply-shift (M. Dietzfelbinger, 1996): odd factors, arbitrary terms, the upper half of the product.
            _factors[i] = WordHash.Mix(state += WordHash.Seed) | 1;
            _terms[i] = WordHash.Mix(state += WordHash.Seed);
        }

        // The longest bands with enough recall: they produce the fewest other pairs.
        for (Rows = 16; Rows > 1 && 1 - Math.Pow(1 - Math.Pow(similarity, Rows), Permutations / Rows) < LeastRecall;)
            Rows--;
        Bands = Permutations / Rows;
    }

    /// <summary>The number of bands of a signature: 21 by default.</summary>
    public int Bands { get; }

    /// <summary>The number of permutations of a band: 6 by default.</summary>
    public int Rows { get; }

    /// <summary>Sketches a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">A hash of the kind of the text: texts of different kinds are not alike, whatever they say.</param>
    public TextSketch Of(string text, ulong kind = 0)
    {
        List<ulong> list = [];
        WordHash.Read(text, list);
        ReadOnlySpan<ulong> words = CollectionsMarshal.AsSpan(list);

        // A text without words is hashed as it is.
        ulong exact = kind ^ (words.IsEmpty ? WordHash.Of(text) : WordHash.Of(words));

        // Sets of n and n + 1 shingles are at most n / (n + 1) alike; for shorter texts a near copy is always an exact one.
        int count = words.Length - _size + 1;
        if (count < 1 || (double)count / (count + 1) < _similarity)
            return new TextSketch(exact, [], []);

        ulong[] shingles = new ulong[count];
        for (int i = 0; i < count; i++)
            shingles[i] = WordHash.Of(words.Slice(i, _size));

        return new TextSketch(exact, [.. shingles.Select(shingle => (uint)(shingle ^ kind)).Order().Distinct()], BandsOf(shingles, (uint)(kind >> 32)));
    }

    /// <summary>
    /// Returns the Jaccard similarity of two sets of shingles: the size of the intersection over that of the union.
    /// </summary>
    public static double Jaccard(ReadOnlySpan<uint> one, ReadOnlySpan<uint> other)
    {
        int both = 0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            if (one[i] == other[j])
                (both, i, j) = (both + 1, i + 1, j + 1);
            else if (one[i] < other[j])
                i++;
            else
                j++;
        }

        int either = one.Length + other.Length - both;
        return either == 0 ? 1 : (double)both / either;
    }

    private uint[] BandsOf(ulong[] shingles, uint kind)
    {
        Span<uint> signature = stackalloc uint[Permutations];
        signature.Fill(uint.MaxValue);
        foreach (ulong shingle in shingles)
        {
            for (int i = 0; i < signature.Length; i++)
                signature[i] = Math.Min(signature[i], (uint)((_factors[i] * shingle + _terms[i]) >> 32));
        }

        uint[] bands = new uint[Bands];
        for (int band = 0; band < bands.Length; band++)
        {
            ulong hash = WordHash.Seed;
            for (int row = 0; row < Rows; row++)
                hash = WordHash.Append(hash, signature[band * Rows + row]);
            bands[band] = (uint)hash ^ kind;
        }

        return bands;
    }
}
