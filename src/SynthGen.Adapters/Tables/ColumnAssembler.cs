using System.Text.Json;
using Parquet;
using Parquet.Data;
using Parquet.Schema;
using SynthGen.Json;

namespace SynthGen.Adapters.Tables;

/// <summary>Rebuilds one key of JSON objects from Parquet's columns; the reverse of <see cref="ColumnShredder"/>.</summary>
internal abstract class ColumnAssembler(string name, int definition)
{
    /// <summary>The key.</summary>
    public string Name { get; } = name;

    /// <summary>The lowest definition level of a value that is present.</summary>
    public int Definition { get; } = definition;

    /// <summary>A column of values below this field; its levels say whether and how often the field is present.</summary>
    public abstract ColumnValues First { get; }

    /// <summary>Creates the assembler of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="prefix">The path of the enclosing field.</param>
    /// <param name="json">The paths of the fields that hold JSON.</param>
    /// <exception cref="InvalidDataException">The field is of a kind that datasets do not use.</exception>
    public static ColumnAssembler For(Field field, string prefix, HashSet<string> json) => field switch
    {
        DataField data when data.IsArray => throw new InvalidDataException($"The column '{prefix}{field.Name}' is an old kind of list."),
        DataField data => new ValueAssembler(data, json.Contains(prefix + field.Name)),
        StructField group => new ObjectAssembler(group, [.. group.Fields.Select(member => For(member, $"{prefix}{field.Name}.", json))]),
        // A list's item has no key: the paths of its members continue the list's path.
        ListField { Item: StructField item } list => new ListAssembler(list, new ObjectAssembler(item, [.. item.Fields.Select(member => For(member, $"{prefix}{field.Name}.", json))])),
        ListField list => new ListAssembler(list, For(list.Item, $"{prefix}{field.Name}.", json)),
        _ => throw new InvalidDataException($"The column '{prefix}{field.Name}' is a {field.SchemaType}, which no dataset has."),
    };

    /// <summary>Reads the field's part of a row group.</summary>
    public abstract Task LoadAsync(ParquetRowGroupReader group);

    /// <summary>Writes the next value, which is present.</summary>
    public abstract void Write(Utf8JsonWriter json);

    /// <summary>Skips the next value, which is absent.</summary>
    public abstract void Pass();

    /// <summary>Writes the key and its next value, if that is present.</summary>
    public void WriteMember(Utf8JsonWriter json)
    {
        if (First.NextDefinition < Definition)
        {
            Pass();
            return;
        }

        json.WritePropertyName(Name);
        Write(json);
    }
}

/// <summary>Reads the values of a column in order.</summary>
internal sealed class ColumnValues : IDisposable
{
    private DataField? _field;
    private RawColumnData? _data;
    private int _next, _nextValue;

    /// <summary>The definition level of the next value.</summary>
    public int NextDefinition => _field!.MaxDefinitionLevel == 0 ? 0 : _data!.DefinitionLevels[_next];

    /// <summary>Whether the next value continues a list.</summary>
    public bool GoesOn(int repetition) => _next < _data!.RepetitionLevels.Length && _data.RepetitionLevels[_next] >= repetition;

    /// <summary>Reads a row group's part.</summary>
    /// <exception cref="InvalidDataException">The values are of a type that JSON does not have.</exception>
    public async Task LoadAsync(ParquetRowGroupReader group, DataField field)
    {
        Dispose();
        (_field, _next, _nextValue) = (field, 0, 0);
        _data = await group.ReadRawColumnDataBaseAsync(field, CancellationToken.None).ConfigureAwait(false);
        if (_data is not (RawColumnData<ReadOnlyMemory<char>> or RawColumnData<long> or RawColumnData<int> or RawColumnData<bool> or RawColumnData<double> or RawColumnData<float>))
            throw new InvalidDataException($"The column '{field.Path}' holds values of {field.ClrType.Name}, which no dataset has.");
    }

    /// <summary>Skips a value that is absent.</summary>
    public void Pass() => _next++;

    /// <summary>Writes a value.</summary>
    public void Write(Utf8JsonWriter json, bool isJson)
    {
        _next++;

        // A dictionary's text may come any number of times.
        if (json.BytesCommitted + json.BytesPending > JsonLine.MaximumLength)
            throw new InvalidDataException($"A row of the Parquet file is longer than {JsonLine.MaximumLength} bytes.");
        switch (_data)
        {
            case RawColumnData<ReadOnlyMemory<char>> texts when isJson: json.WriteRawValue(texts.Values[_nextValue++].Span); break;
            case RawColumnData<ReadOnlyMemory<char>> texts: json.WriteStringValue(texts.Values[_nextValue++].Span); break;
            case RawColumnData<long> numbers: json.WriteNumberValue(numbers.Values[_nextValue++]); break;
            case RawColumnData<int> numbers: json.WriteNumberValue(numbers.Values[_nextValue++]); break;
            case RawColumnData<bool> flags: json.WriteBooleanValue(flags.Values[_nextValue++]); break;
            case RawColumnData<double> numbers: json.WriteNumberValue(numbers.Values[_nextValue++]); break;
            case RawColumnData<float> numbers: json.WriteNumberValue(numbers.Values[_nextValue++]); break;
        }
    }

    /// <summary>Returns the values' buffers to the pool.</summary>
    public void Dispose()
    {
        (_data as IDisposable)?.Dispose();
        _data = null;
    }
}

/// <summary>A plain value.</summary>
internal sealed class ValueAssembler(DataField field, bool isJson) : ColumnAssembler(field.Name, field.MaxDefinitionLevel)
{
    public override ColumnValues First { get; } = new();

    public override Task LoadAsync(ParquetRowGroupReader group) => First.LoadAsync(group, field);

    public override void Write(Utf8JsonWriter json) => First.Write(json, isJson);

    public override void Pass() => First.Pass();
}

/// <summary>An object.</summary>
internal sealed class ObjectAssembler(StructField field, ColumnAssembler[] members) : ColumnAssembler(field.Name, field.MaxDefinitionLevel)
{
    public override ColumnValues First => members[0].First;

    public override async Task LoadAsync(ParquetRowGroupReader group)
    {
        foreach (ColumnAssembler member in members)
            await member.LoadAsync(group).ConfigureAwait(false);
    }

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (ColumnAssembler member in members)
            member.WriteMember(json);
        json.WriteEndObject();
    }

    public override void Pass()
    {
        foreach (ColumnAssembler member in members)
            member.Pass();
    }
}

/// <summary>A list.</summary>
internal sealed class ListAssembler(ListField field, ColumnAssembler item) : ColumnAssembler(field.Name, field.MaxDefinitionLevel - 1)
{
    public override ColumnValues First => item.First;

    public override Task LoadAsync(ParquetRowGroupReader group) => item.LoadAsync(group);

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        if (First.NextDefinition < field.MaxDefinitionLevel)
        {
            item.Pass();
        }
        else
        {
            do
            {
                if (First.NextDefinition >= item.Definition)
                {
                    item.Write(json);
                }
                else
                {
                    item.Pass();
                    json.WriteNullValue();
                }
            }
            while (First.GoesOn(field.MaxRepetitionLevel));
        }

        json.WriteEndArray();
    }

    public override void Pass() => item.Pass();
}
