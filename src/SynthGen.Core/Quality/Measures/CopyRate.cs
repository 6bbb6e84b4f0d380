using SynthGen.Quality.Duplicates;

namespace SynthGen.Quality.Measures;

/// <summary>The share of queries that are copies of an earlier one, exact or near, as the gate Duplicate tells them by default.</summary>
internal sealed class CopyRate
{
    private readonly MinHash _sketcher = new();
    private readonly DuplicateIndex _index;
    private long _all, _copies;

    public CopyRate() => _index = new DuplicateIndex(MinHash.Similarity, _sketcher.Bands);

    /// <summary>0 to 1; null if there is no query.</summary>
    public double? Value => _all == 0 ? null : (double)_copies / _all;

    /// <summary>Takes a query.</summary>
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
