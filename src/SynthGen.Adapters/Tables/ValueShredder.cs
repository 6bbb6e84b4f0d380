using Parquet;
using Parquet.Schema;

namespace SynthGen.Adapters.Tables;

/// <summary>A column of plain values.</summary>
internal abstract class ValueShredder(string name, Type type) : ColumnShredder
{
    private readonly DataField _field = new(name, type);
    private readonly ValueBuffer<int> _definitions = new(), _repetitions = new();
    private readonly Mark[] _begins = new Mark[RecurringValue.Slots], _ends = new Mark[RecurringValue.Slots];
    private Mark _begin;

    public override Field Field => _field;

    /// <summary>The number of values that are there.</summary>
    protected abstract int Count { get; }

    private Mark Here => new(_definitions.Count, Count);

    public override int AddNothing(int repetition, int definition)
    {
        _definitions.Add(definition);
        _repetitions.Add(repetition);
        return 8;
    }

    public override async Task WriteAsync(ParquetRowGroupWriter group)
    {
        await WriteAsync(group, _field, _definitions.Items, _field.MaxRepetitionLevel > 0 ? _repetitions.Items : null).ConfigureAwait(false);
        _definitions.Clear();
        _repetitions.Clear();
    }

    public override void Begin() => _begin = Here;

    public override void End(int slot) => (_begins[slot], _ends[slot]) = (_begin, Here);

    public override int Repeat(int slot)
    {
        (Mark begin, Mark end) = (_begins[slot], _ends[slot]);
        _definitions.Repeat(begin.Level, end.Level);
        _repetitions.Repeat(begin.Level, end.Level);
        Repeat(begin.Value, end.Value);
        return (8 * (end.Level - begin.Level)) + (16 * (end.Value - begin.Value));
    }

    protected override int AddValue(ref LineReader line, int repetition, int definition) =>
        AddNothing(repetition, _field.MaxDefinitionLevel) + AddValue(ref line);

    /// <summary>Adds a value.</summary>
    /// <returns>The approximate number of bytes that it takes in memory, less than that of its levels.</returns>
    protected abstract int AddValue(ref LineReader line);

    /// <summary>Adds the values from one index to before another once more.</summary>
    protected abstract void Repeat(int begin, int end);

    /// <summary>Writes the values and their levels, and removes the values.</summary>
    protected abstract Task WriteAsync(ParquetRowGroupWriter group, DataField field, ReadOnlyMemory<int> definitions, ReadOnlyMemory<int>? repetitions);

    private readonly record struct Mark(int Level, int Value);
}

/// <summary>A column of whole numbers.</summary>
internal sealed class WholeShredder(string name) : ValueShredder(name, typeof(long?))
{
    private readonly ValueBuffer<long> _values = new();

    protected override int Count => _values.Count;

    protected override int AddValue(ref LineReader line)
    {
        _values.Add(line.Json.GetInt64());
        return sizeof(long);
    }

    protected override void Repeat(int begin, int end) => _values.Repeat(begin, end);

    protected override Task WriteAsync(ParquetRowGroupWriter group, DataField field, ReadOnlyMemory<int> definitions, ReadOnlyMemory<int>? repetitions) =>
        _values.WriteAsync(group, field, definitions, repetitions);
}

/// <summary>A column of numbers with fractions.</summary>
internal sealed class NumberShredder(string name) : ValueShredder(name, typeof(double?))
{
    private readonly ValueBuffer<double> _values = new();

    protected override int Count => _values.Count;

    protected override int AddValue(ref LineReader line)
    {
        _values.Add(line.Json.GetDouble());
        return sizeof(double);
    }

    protected override void Repeat(int begin, int end) => _values.Repeat(begin, end);

    protected override Task WriteAsync(ParquetRowGroupWriter group, DataField field, ReadOnlyMemory<int> definitions, ReadOnlyMemory<int>? repetitions) =>
        _values.WriteAsync(group, field, definitions, repetitions);
}

/// <summary>A column of true and false.</summary>
internal sealed class FlagShredder(string name) : ValueShredder(name, typeof(bool?))
{
    private readonly ValueBuffer<bool> _values = new();

    protected override int Count => _values.Count;

    protected override int AddValue(ref LineReader line)
    {
        _values.Add(line.Json.GetBoolean());
        return sizeof(bool);
    }

    protected override void Repeat(int begin, int end) => _values.Repeat(begin, end);

    protected override Task WriteAsync(ParquetRowGroupWriter group, DataField field, ReadOnlyMemory<int> definitions, ReadOnlyMemory<int>? repetitions) =>
        _values.WriteAsync(group, field, definitions, repetitions);
}
