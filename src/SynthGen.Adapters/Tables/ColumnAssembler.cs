using System.Text.Json;
using Parquet;
using Parquet.Schema;
using SynthGen.Json;

namespace SynthGen.Adapters.Tables;

/// <summary>Rebuilds one key of JSON objects from Parquet's columns; the reverse of <see cref="ColumnShredder"/>.</summary>
/// <remarks>No assembler is generic: the overrides of a generic class are not compiled ahead.</remarks>
internal abstract class ColumnAssembler(string name, int definition)
{
    private readonly JsonEncodedText _name = JsonEncodedText.Encode(name, JsonValue.Compact.Encoder);

    /// <summary>The lowest definition level of a value that is present.</summary>
    public int Definition { get; } = definition;

    /// <summary>A column of values below this field; its levels say whether and how often the field is present.</summary>
    public abstract ValueAssembler First { get; }

    /// <summary>Creates the assembler of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="prefix">The path of the enclosing field.</param>
    /// <param name="json">The paths of the fields that hold JSON.</param>
    /// <exception cref="InvalidDataException">The field is of a kind that datasets do not use.</exception>
    public static ColumnAssembler For(Field field, string prefix, HashSet<string> json) => field switch
    {
        DataField data when data.IsArray => throw new InvalidDataException($"The column '{prefix}{field.Name}' is an old kind of list."),
        DataField data => ValueAssembler.For(data, json.Contains(prefix + field.Name)),
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

        json.WritePropertyName(_name);
        Write(json);
    }
}
