namespace SynthGen.Quality.Duplicates;

/// <summary>A list that grows by pieces, so that nothing is copied and little room is left over.</summary>
internal sealed class ChunkedList<T>
{
    private const int Bits = 10, Size = 1 << Bits;

    private readonly List<T[]> _chunks = [];
    private long _count;

    /// <summary>The number of items.</summary>
    public long Count => _count;

    /// <summary>An item.</summary>
    public T this[long index] => _chunks[(int)(index >> Bits)][index & (Size - 1)];

    /// <summary>Adds an item.</summary>
    public void Add(T item)
    {
        if (_count >> Bits == _chunks.Count)
            _chunks.Add(new T[Size]);
        _chunks[^1][_count++ & (Size - 1)] = item;
    }
}
