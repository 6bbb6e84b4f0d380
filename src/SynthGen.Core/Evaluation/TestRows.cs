using SynthGen.Hashing;

namespace SynthGen.Evaluation;

/// <summary>
/// Draws the fixed test rows of an in-context evaluation: those with the least hash of seed and id, whatever their order. It holds
/// no more than these.
/// </summary>
/// <param name="seed">The seed.</param>
public sealed class TestRows(int seed)
{
    /// <summary>The number of test rows, as published.</summary>
    public const int Count = 7;

    private readonly SortedDictionary<(ulong Hash, string Id), DatasetRow> _rows = [];
    private readonly ulong _seed = new StableRandom((ulong)seed).Next();

    /// <summary>The rows drawn so far, in an order that the seed decides.</summary>
    public IReadOnlyList<DatasetRow> Rows => [.. _rows.Values];

    /// <summary>Takes a row into account.</summary>
    public void Add(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _rows.TryAdd((new StableRandom(StableRandom.Hash(row.Id, _seed)).Next(), row.Id), row);
        if (_rows.Count > Count)
            _rows.Remove(_rows.Last().Key);
    }
}
