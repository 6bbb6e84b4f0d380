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

    /// <summary>Finds the text that this one copies; null if there is none.</summary>
    public CopyMatch? Find(TextSketch sketch)
    {
        if (_exact.Find(sketch.Exact) is >= 0 and int same)
            return new CopyMatch(same, 1);
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
    public void Add(TextSketch sketch)
    {
        _exact.Add(sketch.Exact);
        if (sketch.Shingles.Length == 0)
            return;

        _texts.Add(Count - 1);
        _shingles.Add(sketch.Shingles);
        for (int band = 0; band < _bands.Length; band++)
            _bands[band].Add(sketch.Bands[band]);
    }
}
