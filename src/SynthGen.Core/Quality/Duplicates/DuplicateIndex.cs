namespace SynthGen.Quality.Duplicates;

/// <summary>An earlier text that a text is a copy of.</summary>
/// <param name="Text">The number of the earlier text, from 0 in the order of adding.</param>
/// <param name="Similarity">The similarity of the two; 1 for exact copies.</param>
internal readonly record struct CopyMatch(int Text, double Similarity);

/// <summary>
/// Stores the sketches of texts and finds the text that a new one copies: the first that is similar enough, by the true
/// Jaccard similarity of their shingles. About 500 bytes a text. Not thread-safe.
/// </summary>
internal sealed class DuplicateIndex(double similarity, int bands)
{
    private readonly Dictionary<ulong, int> _exact = [];
    private readonly BandTable[] _bands = [.. Enumerable.Range(0, bands).Select(_ => new BandTable())];
    private readonly List<int> _found = [];
    private readonly List<uint> _shingles = [];
    private readonly List<long> _ends = [];

    /// <summary>The number of stored texts.</summary>
    public int Count => _ends.Count;

    /// <summary>Finds the text that this one copies; null if there is none.</summary>
    public CopyMatch? Find(TextSketch sketch)
    {
        if (_exact.TryGetValue(sketch.Exact, out int same))
            return new CopyMatch(same, 1);
        if (sketch.Shingles.Length == 0)
            return null;

        _found.Clear();
        for (int band = 0; band < _bands.Length; band++)
            _bands[band].Find(sketch.Bands[band], _found);
        _found.Sort();
        int before = -1;
        foreach (int text in _found)
        {
            if (text == before)
                continue;

            before = text;
            double jaccard = MinHash.Jaccard(sketch.Shingles, ShinglesOf(text));
            if (jaccard >= similarity)
                return new CopyMatch(text, jaccard);
        }

        return null;
    }

    /// <summary>Stores a text.</summary>
    public void Add(TextSketch sketch)
    {
        _exact.TryAdd(sketch.Exact, Count);
        for (int band = 0; band < sketch.Bands.Length; band++)
            _bands[band].Add(sketch.Bands[band], Count);
        _shingles.AddRange(sketch.Shingles);
        _ends.Add(_shingles.Count);
    }

    private ReadOnlySpan<uint> ShinglesOf(int text)
    {
        int start = text == 0 ? 0 : (int)_ends[text - 1];
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_shingles)[start..(int)_ends[text]];
    }
}
