using SynthGen.Quality.Duplicates;

namespace SynthGen.Quality.Measures;

/// <summary>
/// The share of queries that exactly or nearly copy an earlier one, by the default rule of the Duplicate gate.
/// </summary>
internal sealed class CopyRate
{
    private readonly MinHash _sketcher = new();
    private readonly DuplicateIndex _index;
    private readonly Dictionary<int, long> _copiesOf = [];
    private long _all, _copies;

    public CopyRate() => _index = new DuplicateIndex(MinHash.Similarity, _sketcher.Bands);

    /// <summary>The share, 0 to 1; null without queries.</summary>
    public double? Value => _all == 0 ? null : (double)_copies / _all;

    /// <summary>The numbers of groups by their size: a query and its copies, from 1 for a query without copies.</summary>
    public IReadOnlyDictionary<long, long> GroupSizes
    {
        get
        {
            SortedDictionary<long, long> sizes = [];
            foreach (long copies in _copiesOf.Values)
                sizes[copies + 1] = sizes.GetValueOrDefault(copies + 1) + 1;
            if (_index.Count > _copiesOf.Count)
                sizes[1] = _index.Count - _copiesOf.Count;
            return sizes;
        }
    }

    /// <summary>Adds a query.</summary>
    public void Add(string query)
    {
        TextSketch sketch = _sketcher.Of(query);
        _all++;
        if (_index.Find(sketch) is { } match)
        {
            _copies++;
            _copiesOf[match.Text] = _copiesOf.GetValueOrDefault(match.Text) + 1;
        }
        else
        {
            _index.Add(sketch);
        }
    }
}
