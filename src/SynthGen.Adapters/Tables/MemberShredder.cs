using SynthGen.Datasets;

namespace SynthGen.Adapters.Tables;

/// <summary>Adds the values of an object's keys to columns; each column gets at least one value.</summary>
internal sealed class MemberShredder(IReadOnlyList<Column> columns, ColumnShredder[] shredders)
{
    private readonly ObjectKeys _keys = new(columns.Select(column => column.Name));
    private readonly bool[] _isThere = new bool[shredders.Length];

    /// <summary>Adds an object; see <see cref="ColumnShredder.Add"/>.</summary>
    /// <exception cref="IOException">The object has a key without a column, or a key twice.</exception>
    public int Add(ref LineReader line, int repetition, int definition)
    {
        int size = 0, key = -1;
        Array.Clear(_isThere);
        while (line.ReadKey())
        {
            key = _keys.Find(ref line.Json, key + 1);
            if (key < 0)
                throw new IOException($"No column is there for the key '{line.Json.GetString()}'.");
            if (_isThere[key])
                throw new IOException($"The key '{line.Json.GetString()}' stands twice in an object.");
            _isThere[key] = true;
            line.Json.Read();
            size += shredders[key].Add(ref line, repetition, definition);
        }

        for (int i = 0; i < shredders.Length; i++)
        {
            if (!_isThere[i])
                size += shredders[i].AddNothing(repetition, definition);
        }

        return size;
    }
}
