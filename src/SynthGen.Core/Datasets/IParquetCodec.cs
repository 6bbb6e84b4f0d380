namespace SynthGen.Datasets;

/// <summary>The content of a column of a Parquet file, or of a part of it.</summary>
public enum ColumnKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>Any JSON value as its text, for values whose type varies between rows.</summary>
    Json,

    /// <summary>
    /// A JSON value in columns of its own types, which all rows have: the same keys, none of them missing or null. Rows that
    /// have others end the file, see <see cref="RowsVaryException"/>: as text the value would be encoded twice by what reads
    /// it, and columns of all keys would give each row those of the others, as null.
    /// </summary>
    Typed,

    /// <summary>A JSON value in columns of its own types if all rows have them, otherwise as its text.</summary>
    TypedOrJson,

    /// <summary>A whole number of 64 bits.</summary>
    Whole,

    /// <summary>A number of 64 bits that is not whole.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>An object with the given members.</summary>
    Object,

    /// <summary>A list of objects with the given members.</summary>
    List,

    /// <summary>A list of values that are all as its only member says.</summary>
    Values,
}

/// <summary>A column of a Parquet file: a key of its lines.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">The content.</param>
/// <param name="Members">The members of an object, or of each object of a list.</param>
public sealed record Column(string Name, ColumnKind Kind, params IReadOnlyList<Column> Members)
{
    /// <summary>Whether types of the column, or of its members, follow from all rows.</summary>
    public bool IsOpen => Kind is ColumnKind.Typed or ColumnKind.TypedOrJson || Members.Any(member => member.IsOpen);
}

/// <summary>Rows have values of several types, or several sets of keys, where a Parquet file needs the same in all.</summary>
/// <param name="message">What varies.</param>
public sealed class RowsVaryException(string message) : IOException(message);

/// <summary>
/// Turns lines of JSON into Parquet files and back. The files that one codec writes are one dataset, with the same columns in
/// all. Port: implemented with a Parquet library.
/// </summary>
public interface IParquetCodec
{
    /// <summary>Gives a stream that takes whole lines, each a JSON object, and writes them as a Parquet file.</summary>
    /// <param name="file">Where the file goes; left open. The file is whole when the stream given is disposed.</param>
    /// <param name="columns">
    /// The keys of the lines. Writing a line with another one throws <see cref="IOException"/>. If the rows of a column that is
    /// <see cref="ColumnKind.Typed"/> vary, disposing the stream throws <see cref="RowsVaryException"/>; the file then has
    /// all rows, with the column as JSON text. Where a column <see cref="Column.IsOpen"/>, no stream may be disposed before all
    /// lines of all files were written.
    /// </param>
    Stream OpenWrite(Stream file, IReadOnlyList<Column> columns);

    /// <summary>Returns the rows of a Parquet file as lines, each a JSON object ended by LF.</summary>
    /// <param name="file">The file, which must be seekable; closed with the returned stream.</param>
    /// <exception cref="InvalidDataException">The file is not a Parquet file or is damaged; reading may throw the same.</exception>
    Stream OpenRead(Stream file);
}
