using SynthGen.Quality.Duplicates;

namespace SynthGen.Quality.Measures;

/// <summary>
/// The share of queries that exactly or nearly copy an earlier one, by the default rule of the Duplicate gate.
/// </summary>
internal sealed class CopyRate
{
    private readonly MinHash _sketcher = new();
    private readonly DuplicateIndex _index;
    private long _all, _copies;

    public CopyRate() => _index = new DuplicateIndex(MinHash.Similarity, _sketcher.Bands);

    /// <summary>The share, 0 to 1; null without queries.</summary>
    public double? Value => _all == 0 ? null : (double)_copies / _all;

    /// <summary>Adds a query.</summary>
    public void Add(string query)
    {
        TextSketch sketch = _sketcher.Of(query);
        _all++;
        if (_index.Find(sketch) is not null)
            _copies++;
        else
            _index.Add(sketch);
    }
}
