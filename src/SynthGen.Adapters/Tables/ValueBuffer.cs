using Parquet;
using Parquet.Schema;

namespace SynthGen.Adapters.Tables;

/// <summary>Values in one array, of which parts can be added once more.</summary>
internal sealed class ValueBuffer<T>
    where T : struct
{
    private T[] _items = new T[256];

    /// <summary>The number of values.</summary>
    public int Count { get; private set; }

    /// <summary>The values, valid until the next one is added.</summary>
    public ReadOnlyMemory<T> Items => _items.AsMemory(0, Count);

    /// <summary>Adds a value.</summary>
    public void Add(T item)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, 2 * Count);
        _items[Count++] = item;
    }

    /// <summary>Adds the values from one index to before another once more.</summary>
    public void Repeat(int begin, int end)
    {
        int count = end - begin;
        if (Count + count > _items.Length)
            Array.Resize(ref _items, Math.Max(2 * _items.Length, Count + count));
        _items.AsSpan(begin, count).CopyTo(_items.AsSpan(Count));
        Count += count;
    }

    /// <summary>Writes the values to a column and removes them.</summary>
    public async Task WriteAsync(ParquetRowGroupWriter group, DataField field, ReadOnlyMemory<int> definitions, ReadOnlyMemory<int>? repetitions)
    {
        await group.WriteAllPartsAsync(field, Items, definitions, repetitions, CancellationToken.None).ConfigureAwait(false);
        Clear();
    }

    /// <summary>Removes all values, so that what they refer to can be freed.</summary>
    public void Clear()
    {
        Array.Clear(_items, 0, Count);
        Count = 0;
    }
}
