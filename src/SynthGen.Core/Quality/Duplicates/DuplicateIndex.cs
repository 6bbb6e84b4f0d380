using System.Runtime.InteropServices;

namespace SynthGen.Quality.Duplicates;

/// <summary>An earlier text that a text is a copy of.</summary>
/// <param name="Text">The number of the earlier text, from 0 in the order of adding.</param>
/// <param name="Similarity">The similarity of the two; 1 for exact copies.</param>
internal readonly record struct CopyMatch(int Text, double Similarity);

/// <summary>
/// Stores the sketches of texts and finds the text that a new one copies: the first that is similar enough, by the true
/// Jaccard similarity of their shingles. About 300 bytes a text. Not thread-safe.
/// </summary>
internal sealed class DuplicateIndex
{
    // Of the slots half to three quarters are taken.
    private const int ExactSize = 16, NearSize = 16, BandSize = 12;

    private readonly double _similarity;
    private readonly ExactTable _exact = new();
    private readonly BandTable[] _bands;
    private readonly List<int> _found = [];

    // Of texts that have shingles: their number and their shingles. The bands know them by their order.
    private readonly ChunkedList<int> _texts = new();
    private readonly ShingleStore _shingles = new();

    public DuplicateIndex(double similarity, int bands)
    {
        _similarity = similarity;
        _bands = [.. Enumerable.Range(0, bands).Select(_ => new BandTable())];
    }

    /// <summary>The number of stored texts.</summary>
    public int Count => _exact.Count;

    /// <summary>About how many bytes it takes.</summary>
    public long Size => ExactSize * _exact.Count + (NearSize + BandSize * _bands.Length) * _texts.Count + sizeof(uint) * _shingles.Count;

    /// <summary>Finds the text that this one copies; null if there is none.</summary>
    public CopyMatch? Find(TextSketch sketch) => FindExact(sketch) ?? FindNear(sketch);

    /// <summary>Finds the first text that this one copies exactly; null if there is none.</summary>
    public CopyMatch? FindExact(TextSketch sketch) => _exact.Find(sketch.Exact) is >= 0 and int same ? new CopyMatch(same, 1) : null;

    /// <summary>Finds the first text whose shingles are similar enough; null if there is none.</summary>
    public CopyMatch? FindNear(TextSketch sketch)
    {
        if (sketch.Shingles.Length == 0)
            return null;

        _found.Clear();
        for (int band = 0; band < _bands.Length; band++)
            _bands[band].Find(sketch.Bands[band], _found);
        _found.Sort();
        int before = -1;
        foreach (int near in _found)
        {
            if (near == before)
                continue;

            before = near;
            double jaccard = MinHash.Jaccard(sketch.Shingles, _shingles.Of(near));
            if (jaccard >= _similarity)
                return new CopyMatch(_texts[near], jaccard);
        }

        return null;
    }

    /// <summary>Stores a text.</summary>
    /// <param name="sketch">The text's sketch.</param>
    /// <param name="earlier">How many texts are known elsewhere by its key in each band; empty for none.</param>
    public void Add(TextSketch sketch, ReadOnlySpan<byte> earlier = default)
    {
        _exact.Add(sketch.Exact);
        if (sketch.Shingles.Length == 0)
            return;

        _texts.Add(Count - 1);
        _shingles.Add(sketch.Shingles);
        for (int band = 0; band < _bands.Length; band++)
            _bands[band].Add(sketch.Bands[band], earlier.IsEmpty ? 0 : earlier[band]);
    }

    /// <summary>Adds the texts of a band, each with its key in the upper half, to a list; of the exact hashes if the band is that after the last.</summary>
    public void CopyTo(List<ulong> entries, int band)
    {
        if (band == _bands.Length)
        {
            _exact.CopyTo(entries);
            return;
        }

        int first = entries.Count;
        _bands[band].CopyTo(entries);
        foreach (ref ulong entry in CollectionsMarshal.AsSpan(entries)[first..])
            entry = entry & 0xFFFFFFFF_00000000 | (uint)_texts[(int)(uint)entry];
    }

    /// <summary>The exact hash and the shingles of each text, in their order; valid until the next one.</summary>
    public void ForEach(Action<ulong, ReadOnlySpan<uint>> take)
    {
        int near = 0;
        for (int text = 0; text < Count; text++)
            take(_exact[text], near < _texts.Count && _texts[near] == text ? _shingles.Of(near++) : []);
    }
}
