using SynthGen.Hashing;
using SynthGen.Text;

namespace SynthGen.Pictures;

/// <summary>A sample of things that come one by one, each equally likely (J. Vitter's algorithm R, 1985); drawn by a seed, in the order in which they came.</summary>
/// <param name="size">The most that it keeps, from 1.</param>
/// <param name="seed">The seed.</param>
internal sealed class Reservoir<T>(int size, ulong seed)
{
    private readonly List<(long Number, T Item)> _items = [];
    private StableRandom _random = new(WordHash.Mix(seed + 1));

    /// <summary>The number of things that came.</summary>
    public long Seen { get; private set; }

    /// <summary>The sample.</summary>
    public IReadOnlyList<T> Items => [.. _items.OrderBy(item => item.Number).Select(item => item.Item)];

    /// <summary>Takes a thing, or not.</summary>
    public void Add(T item)
    {
        Seen++;
        if (_items.Count < size)
            _items.Add((Seen, item));
        else if (_random.Next() % (ulong)Seen is var place && place < (ulong)size)
            _items[(int)place] = (Seen, item);
    }
}
