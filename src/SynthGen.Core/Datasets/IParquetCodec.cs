namespace SynthGen.Datasets;

/// <summary>The content of a column of a Parquet file, or of a part of it.</summary>
public enum ColumnKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>Any JSON value as its text, for values whose type varies between rows.</summary>
    Json,

    /// <summary>A 64-bit integer.</summary>
    Whole,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>An object with the given members.</summary>
    Object,

    /// <summary>A list of objects with the given members.</summary>
    List,
}

/// <summary>A column of a Parquet file: a key of its lines.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">The content.</param>
/// <param name="Members">The members of an object, or of each object of a list.</param>
public sealed record Column(string Name, ColumnKind Kind, params IReadOnlyList<Column> Members);

/// <summary>Converts lines of JSON to a Parquet file and back. Port: implemented with a Parquet library.</summary>
public interface IParquetCodec
{
    /// <summary>Returns a stream that takes whole lines, each a JSON object, and writes them as a Parquet file.</summary>
    /// <param name="file">The target; left open. The file is complete when the returned stream is disposed.</param>
    /// <param name="columns">The keys of the lines. A line with another key throws <see cref="NotSupportedException"/>.</param>
    Stream OpenWrite(Stream file, IReadOnlyList<Column> columns);

    /// <summary>Returns the rows of a Parquet file as lines, each a JSON object ended by LF.</summary>
    /// <param name="file">The file, which must be seekable; closed with the returned stream.</param>
    /// <exception cref="InvalidDataException">The file is not a Parquet file or is damaged; reading may throw the same.</exception>
    Stream OpenRead(Stream file);
}
