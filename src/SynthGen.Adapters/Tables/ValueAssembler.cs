using System.Text.Json;
using Parquet;
using Parquet.Schema;
using SynthGen.Json;

namespace SynthGen.Adapters.Tables;

/// <summary>Plain values, read in their order.</summary>
internal abstract class ValueAssembler(DataField column) : ColumnAssembler(column.Name, column.MaxDefinitionLevel)
{
    private int[] _definitions = [], _repetitions = [];
    private int _count, _next, _nextValue;

    public override ValueAssembler First => this;

    /// <summary>The definition level of the next value; asked before each value.</summary>
    /// <exception cref="InvalidDataException">There is no next one.</exception>
    public int NextDefinition => _next >= _count
        ? throw new InvalidDataException($"The Parquet file is damaged: the column '{column.Path}' has fewer values than rows.")
        : column.MaxDefinitionLevel == 0 ? 0 : _definitions[_next];

    /// <summary>Creates the assembler of a column of values.</summary>
    /// <exception cref="InvalidDataException">The values are of a type that JSON does not have.</exception>
    public static ValueAssembler For(DataField column, bool isJson) => Type.GetTypeCode(column.ClrType) switch
    {
        TypeCode.Int64 => new WholeAssembler(column),
        TypeCode.Int32 => new SmallWholeAssembler(column),
        TypeCode.Double => new NumberAssembler(column),
        TypeCode.Single => new SmallNumberAssembler(column),
        TypeCode.Boolean => new FlagAssembler(column),
        _ when column.ClrType == typeof(string) || column.ClrType == typeof(ReadOnlyMemory<char>) => new TextAssembler(column, isJson),
        _ => throw new InvalidDataException($"The column '{column.Path}' holds values of {column.ClrType.Name}, which no dataset has."),
    };

    /// <summary>Whether the next value continues a list.</summary>
    public bool GoesOn(int repetition) => _next < _count && _repetitions[_next] >= repetition;

    public override async Task LoadAsync(ParquetRowGroupReader group)
    {
        _count = (int)(group.GetMetadata(column)?.MetaData?.NumValues ?? throw new InvalidDataException($"A row group has no column '{column.Path}'."));
        (_next, _nextValue) = (0, 0);
        await LoadAsync(group, column, _count, MakeLevels(ref _definitions, column.MaxDefinitionLevel), MakeLevels(ref _repetitions, column.MaxRepetitionLevel)).ConfigureAwait(false);
    }

    public override void Write(Utf8JsonWriter json)
    {
        _next++;

        // A dictionary's text may come any number of times.
        if (json.BytesCommitted + json.BytesPending > JsonLine.MaximumLength)
            throw new InvalidDataException($"A row of the Parquet file is longer than {JsonLine.MaximumLength} bytes.");
        Write(json, _nextValue++);
    }

    public override void Pass() => _next++;

    /// <summary>Makes room for a number of items. Those of the row group before are cleared: a damaged file must not show them.</summary>
    protected static Memory<T> MakeRoom<T>(ref T[] items, int count)
    {
        if (items.Length < count)
            items = new T[Math.Max(count, 2 * items.Length)];
        else
            Array.Clear(items);
        return items.AsMemory(0, count);
    }

    /// <summary>Reads the values and levels of a row group.</summary>
    /// <param name="count">Their number, with those that are absent.</param>
    protected abstract Task LoadAsync(ParquetRowGroupReader group, DataField column, int count, Memory<int>? definitions, Memory<int>? repetitions);

    /// <summary>Writes one of the values that are there.</summary>
    protected abstract void Write(Utf8JsonWriter json, int index);

    private Memory<int>? MakeLevels(ref int[] levels, int highest)
    {
        if (highest == 0)
            return null;
        return MakeRoom(ref levels, _count);
    }
}

/// <summary>Whole numbers of 64 bits.</summary>
internal sealed class WholeAssembler(DataField column) : ValueAssembler(column)
{
    private long[] _values = [];

    protected override Task LoadAsync(ParquetRowGroupReader group, DataField column, int count, Memory<int>? definitions, Memory<int>? repetitions) =>
        group.ReadRawAsync<long>(column, MakeRoom(ref _values, count), definitions, repetitions).AsTask();

    protected override void Write(Utf8JsonWriter json, int index) => json.WriteNumberValue(_values[index]);
}

/// <summary>Whole numbers of 32 bits.</summary>
internal sealed class SmallWholeAssembler(DataField column) : ValueAssembler(column)
{
    private int[] _values = [];

    protected override Task LoadAsync(ParquetRowGroupReader group, DataField column, int count, Memory<int>? definitions, Memory<int>? repetitions) =>
        group.ReadRawAsync<int>(column, MakeRoom(ref _values, count), definitions, repetitions).AsTask();

    protected override void Write(Utf8JsonWriter json, int index) => json.WriteNumberValue(_values[index]);
}

/// <summary>Numbers of 64 bits with fractions.</summary>
internal sealed class NumberAssembler(DataField column) : ValueAssembler(column)
{
    private double[] _values = [];

    protected override Task LoadAsync(ParquetRowGroupReader group, DataField column, int count, Memory<int>? definitions, Memory<int>? repetitions) =>
        group.ReadRawAsync<double>(column, MakeRoom(ref _values, count), definitions, repetitions).AsTask();

    protected override void Write(Utf8JsonWriter json, int index) => json.WriteNumberValue(_values[index]);
}

/// <summary>Numbers of 32 bits with fractions.</summary>
internal sealed class SmallNumberAssembler(DataField column) : ValueAssembler(column)
{
    private float[] _values = [];

    protected override Task LoadAsync(ParquetRowGroupReader group, DataField column, int count, Memory<int>? definitions, Memory<int>? repetitions) =>
        group.ReadRawAsync<float>(column, MakeRoom(ref _values, count), definitions, repetitions).AsTask();

    protected override void Write(Utf8JsonWriter json, int index) => json.WriteNumberValue(_values[index]);
}

/// <summary>True and false.</summary>
internal sealed class FlagAssembler(DataField column) : ValueAssembler(column)
{
    private bool[] _values = [];

    protected override Task LoadAsync(ParquetRowGroupReader group, DataField column, int count, Memory<int>? definitions, Memory<int>? repetitions) =>
        group.ReadRawAsync<bool>(column, MakeRoom(ref _values, count), definitions, repetitions).AsTask();

    protected override void Write(Utf8JsonWriter json, int index) => json.WriteBooleanValue(_values[index]);
}
