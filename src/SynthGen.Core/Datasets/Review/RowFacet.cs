namespace SynthGen.Datasets.Review;

/// <summary>The number of rows that have a value of a facet.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">The number of rows.</param>
public readonly record struct FacetCount(string Value, int Count);

/// <summary>One property by which rows are filtered. A row has no value, one or several; it costs 4 bytes.</summary>
/// <param name="name">The facet's name.</param>
/// <param name="valuesOf">Returns a row's values.</param>
public sealed class RowFacet(string name, Func<DatasetRow, IReadOnlyList<string>> valuesOf)
{
    // The different sets of values that rows have, by their place.
    private readonly List<IReadOnlyList<string>> _sets = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<int> _rows = [];

    /// <summary>The facet's name.</summary>
    public string Name => name;

    /// <summary>The values with the number of rows that have them, the most frequent first.</summary>
    public IReadOnlyList<FacetCount> Counts =>
        [.. _counts.Select(pair => new FacetCount(pair.Key, pair.Value)).OrderByDescending(count => count.Count).ThenBy(count => count.Value, StringComparer.Ordinal)];

    /// <summary>Returns a row's values; on any thread.</summary>
    internal IReadOnlyList<string> ValuesOf(DatasetRow row) => valuesOf(row);

    /// <summary>Adds the values of the next row.</summary>
    internal void Add(IReadOnlyList<string> values)
    {
        foreach (string value in values)
            _counts[value] = _counts.GetValueOrDefault(value) + 1;

        string key = values.Count == 1 ? values[0] : string.Join('\n', values);
        if (!_places.TryGetValue(key, out int place))
        {
            _places.Add(key, place = _sets.Count);
            _sets.Add(values);
        }

        _rows.Add(place);
    }

    /// <summary>Returns a test of rows, by their places: whether one has any of some values.</summary>
    internal Func<int, bool> Test(IReadOnlyCollection<string> wanted)
    {
        bool[] matches = [.. _sets.Select(set => set.Any(wanted.Contains))];
        return row => matches[_rows[row]];
    }
}
