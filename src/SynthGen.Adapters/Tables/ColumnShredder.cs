using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Parquet;
using Parquet.Schema;
using SynthGen.Datasets;

namespace SynthGen.Adapters.Tables;

/// <summary>
/// Splits one key of JSON objects into Parquet's columns: values, and levels that say how deep each is defined and which
/// list it continues (Melnik et al., "Dremel", 2010).
/// </summary>
internal abstract class ColumnShredder
{
    protected ColumnShredder(string name) => Name = name;

    /// <summary>The key.</summary>
    public string Name { get; }

    /// <summary>The field of the Parquet schema.</summary>
    public abstract Field Field { get; }

    /// <summary>Creates the shredder of a column.</summary>
    public static ColumnShredder For(Column column) => column.Kind switch
    {
        ColumnKind.Object => new GroupShredder(column, isList: false),
        ColumnKind.List => new GroupShredder(column, isList: true),
        ColumnKind.Values => new ListShredder(column),
        ColumnKind.Whole => new ValueShredder<long>(column, typeof(long?), element => (element.GetInt64(), 8)),
        ColumnKind.Number => new ValueShredder<double>(column, typeof(double?), element => (element.GetDouble(), 8)),
        ColumnKind.Flag => new ValueShredder<bool>(column, typeof(bool?), element => (element.GetBoolean(), 1)),
        ColumnKind.Json => Texts(column, element => element.GetRawText()),
        _ => Texts(column, element => element.GetString()!),
    };

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value; of kind Undefined if there is none.</param>
    /// <param name="repetition">The repetition level: the list that the value continues; 0 at the beginning of a row.</param>
    /// <param name="definition">The definition level of the enclosing field.</param>
    /// <returns>The approximate number of bytes that the value takes in memory.</returns>
    public abstract int Add(JsonElement value, int repetition, int definition);

    /// <summary>Writes the added values to a row group, and empties itself.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group);

    /// <summary>Notes that the value to be added next may recur, at the beginning of a row.</summary>
    /// <param name="slot">A number for it, less than <see cref="RecurringValue.Slots"/>.</param>
    public abstract void Begin(int slot);

    /// <summary>Notes that the value has been added.</summary>
    public abstract void End(int slot);

    /// <summary>Adds a value of this row group once more.</summary>
    /// <returns>The approximate number of bytes that it takes in memory.</returns>
    public abstract int Repeat(int slot);

    /// <summary>Whether there is a value.</summary>
    protected static bool IsThere(JsonElement value) => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    private static ValueShredder<ReadOnlyMemory<char>> Texts(Column column, Func<JsonElement, string> read)
    {
        TextCache known = new();
        return new ValueShredder<ReadOnlyMemory<char>>(column, typeof(string), element =>
        {
            string text = known.Get(JsonMarshal.GetRawUtf8Value(element), element, read, out bool made);
            return (text.AsMemory(), made ? 40 + (text.Length * 2) : 16);
        });
    }
}

/// <summary>A column of plain values.</summary>
internal sealed class ValueShredder<T>(Column column, Type type, Func<JsonElement, (T Value, int Size)> read) : ColumnShredder(column.Name)
    where T : struct
{
    private readonly DataField _field = new(column.Name, type);
    private readonly ArrayBufferWriter<int> _definitions = new(), _repetitions = new();
    private readonly ArrayBufferWriter<T> _values = new();
    private readonly (int Levels, int Values)[] _begins = new (int, int)[RecurringValue.Slots], _ends = new (int, int)[RecurringValue.Slots];

    public override Field Field => _field;

    public override int Add(JsonElement value, int repetition, int definition)
    {
        bool there = IsThere(value);
        Put(_definitions, there ? _field.MaxDefinitionLevel : definition);
        Put(_repetitions, repetition);
        if (!there)
            return 8;

        (T item, int size) = read(value);
        _values.GetSpan(1)[0] = item;
        _values.Advance(1);
        return 8 + size;
    }

    public override async Task WriteAsync(ParquetRowGroupWriter group)
    {
        await group.WriteAllPartsAsync<T>(
            _field, _values.WrittenMemory, _definitions.WrittenMemory, _field.MaxRepetitionLevel > 0 ? _repetitions.WrittenMemory : null, CancellationToken.None).ConfigureAwait(false);
        // Cleared, so that the texts can be freed.
        _values.Clear();
        _definitions.ResetWrittenCount();
        _repetitions.ResetWrittenCount();
    }

    public override void Begin(int slot) => _begins[slot] = (_definitions.WrittenCount, _values.WrittenCount);

    public override void End(int slot) => _ends[slot] = (_definitions.WrittenCount, _values.WrittenCount);

    public override int Repeat(int slot)
    {
        ((int levels, int values), (int levelsEnd, int valuesEnd)) = (_begins[slot], _ends[slot]);
        Repeat(_definitions, levels, levelsEnd);
        Repeat(_repetitions, levels, levelsEnd);
        Repeat(_values, values, valuesEnd);
        return (8 * (levelsEnd - levels)) + (16 * (valuesEnd - values));
    }

    private static void Repeat<TItem>(ArrayBufferWriter<TItem> items, int begin, int end)
    {
        // The buffer may move as it grows, so that room is made first.
        Span<TItem> room = items.GetSpan(Math.Max(1, end - begin));
        items.WrittenSpan[begin..end].CopyTo(room);
        items.Advance(end - begin);
    }

    private static void Put(ArrayBufferWriter<int> levels, int level)
    {
        levels.GetSpan(1)[0] = level;
        levels.Advance(1);
    }
}

/// <summary>An object, or a list of objects.</summary>
internal sealed class GroupShredder : ColumnShredder
{
    private readonly ColumnShredder[] _members;
    private readonly StructField _struct;
    private readonly ListField? _list;

    public GroupShredder(Column column, bool isList)
        : base(column.Name)
    {
        _members = [.. column.Members.Select(For)];
        _struct = new StructField(isList ? "element" : column.Name, [.. _members.Select(member => member.Field)]);
        _list = isList ? new ListField(column.Name, _struct) : null;
    }

    public override Field Field => _list ?? (Field)_struct;

    public override int Add(JsonElement value, int repetition, int definition)
    {
        if (_list is null || !IsThere(value))
            return AddMembers(value, repetition, IsThere(value) ? _struct.MaxDefinitionLevel : definition);
        if (value.GetArrayLength() == 0)
            return AddMembers(default, repetition, _list.MaxDefinitionLevel - 1);

        int size = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            size += AddMembers(item, repetition, IsThere(item) ? _struct.MaxDefinitionLevel : _list.MaxDefinitionLevel);
            repetition = _list.MaxRepetitionLevel;
        }

        return size;
    }

    public override async Task WriteAsync(ParquetRowGroupWriter group)
    {
        foreach (ColumnShredder member in _members)
            await member.WriteAsync(group).ConfigureAwait(false);
    }

    public override void Begin(int slot)
    {
        foreach (ColumnShredder member in _members)
            member.Begin(slot);
    }

    public override void End(int slot)
    {
        foreach (ColumnShredder member in _members)
            member.End(slot);
    }

    public override int Repeat(int slot)
    {
        int size = 0;
        foreach (ColumnShredder member in _members)
            size += member.Repeat(slot);
        return size;
    }

    /// <summary>Adds the members of an object to columns; each column gets at least one value.</summary>
    /// <exception cref="IOException">The object has a key without a column.</exception>
    public static int AddMembers(ColumnShredder[] columns, JsonElement value, int repetition, int definition)
    {
        int size = 0, found = 0;
        foreach (ColumnShredder column in columns)
        {
            JsonElement member = default;
            if (IsThere(value) && value.TryGetProperty(column.Name, out member))
                found++;
            size += column.Add(member, repetition, definition);
        }

        if (IsThere(value) && found != value.GetPropertyCount())
            throw new IOException($"No column is there for one of the keys of {value.GetRawText()[..Math.Min(80, value.GetRawText().Length)]}");
        return size;
    }

    private int AddMembers(JsonElement value, int repetition, int definition) => AddMembers(_members, value, repetition, definition);
}

/// <summary>A list of plain values.</summary>
internal sealed class ListShredder : ColumnShredder
{
    private readonly ColumnShredder _item;
    private readonly ListField _list;

    public ListShredder(Column column)
        : base(column.Name)
    {
        _item = For(column.Members[0]);
        _list = new ListField(column.Name, _item.Field);
    }

    public override Field Field => _list;

    public override int Add(JsonElement value, int repetition, int definition)
    {
        if (!IsThere(value))
            return _item.Add(default, repetition, definition);
        if (value.GetArrayLength() == 0)
            return _item.Add(default, repetition, _list.MaxDefinitionLevel - 1);

        int size = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            size += _item.Add(item, repetition, _list.MaxDefinitionLevel);
            repetition = _list.MaxRepetitionLevel;
        }

        return size;
    }

    public override Task WriteAsync(ParquetRowGroupWriter group) => _item.WriteAsync(group);

    public override void Begin(int slot) => _item.Begin(slot);

    public override void End(int slot) => _item.End(slot);

    public override int Repeat(int slot) => _item.Repeat(slot);
}
