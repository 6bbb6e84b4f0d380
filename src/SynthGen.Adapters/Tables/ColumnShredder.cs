using System.Text.Json;
using Parquet;
using Parquet.Schema;
using SynthGen.Datasets;

namespace SynthGen.Adapters.Tables;

/// <summary>
/// Splits one key of JSON objects into Parquet's columns: values, and levels that say how deep each is defined and which
/// list it continues (Melnik et al., "Dremel", 2010).
/// </summary>
/// <remarks>No shredder is generic: the overrides of a generic class are not compiled ahead.</remarks>
internal abstract class ColumnShredder
{
    /// <summary>The field of the Parquet schema.</summary>
    public abstract Field Field { get; }

    /// <summary>Creates the shredder of a column.</summary>
    public static ColumnShredder For(Column column) => column.Kind switch
    {
        ColumnKind.Object => new ObjectShredder(column.Name, column.Members),
        ColumnKind.List => new ListShredder(column.Name, new ObjectShredder("element", column.Members)),
        ColumnKind.Values => new ListShredder(column.Name, For(column.Members[0])),
        ColumnKind.Whole => new WholeShredder(column.Name),
        ColumnKind.Number => new NumberShredder(column.Name),
        ColumnKind.Flag => new FlagShredder(column.Name),
        _ => new TextShredder(column.Name, column.Kind == ColumnKind.Json),
    };

    /// <summary>Adds a value.</summary>
    /// <param name="line">The line, read to the first token of the value; read to the value's end afterwards.</param>
    /// <param name="repetition">The repetition level: the list that the value continues; 0 at the beginning of a row.</param>
    /// <param name="definition">The definition level of the enclosing field.</param>
    /// <returns>The approximate number of bytes that the value takes in memory.</returns>
    /// <exception cref="IOException">The value is not as the column.</exception>
    public int Add(ref LineReader line, int repetition, int definition) =>
        line.Json.TokenType == JsonTokenType.Null ? AddNothing(repetition, definition) : AddValue(ref line, repetition, definition);

    /// <summary>Adds that there is no value, see <see cref="Add"/>.</summary>
    public abstract int AddNothing(int repetition, int definition);

    /// <summary>Writes the added values to a row group, and empties itself.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group);

    /// <summary>Notes that the value to be added next may recur, at the beginning of a row.</summary>
    public abstract void Begin();

    /// <summary>Notes that the value has been added.</summary>
    /// <param name="slot">A number for it, less than <see cref="RecurringValue.Slots"/>.</param>
    public abstract void End(int slot);

    /// <summary>Adds a value of this row group once more.</summary>
    /// <returns>The approximate number of bytes that it takes in memory.</returns>
    public abstract int Repeat(int slot);

    /// <summary>Adds a value that is there, see <see cref="Add"/>.</summary>
    protected abstract int AddValue(ref LineReader line, int repetition, int definition);
}
