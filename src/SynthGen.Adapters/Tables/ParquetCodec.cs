using SynthGen.Datasets;

namespace SynthGen.Adapters.Tables;

/// <summary>Turns lines of JSON into Parquet files and back, with Parquet.Net.</summary>
public sealed class ParquetCodec : IParquetCodec
{
    /// <summary>The metadata key that names the columns that hold JSON.</summary>
    internal const string JsonColumns = "synthgen.json";

    private readonly Dictionary<IReadOnlyList<Column>, IReadOnlyList<ColumnShape>> _shapes = [];

    /// <inheritdoc/>
    public Stream OpenWrite(Stream file, IReadOnlyList<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(columns);
        if (!columns.Any(column => column.IsOpen))
            return new ParquetLineWriter(file, columns);

        // All files learn the columns of a dataset together.
        if (!_shapes.TryGetValue(columns, out IReadOnlyList<ColumnShape>? shapes))
            _shapes.Add(columns, shapes = [.. columns.Select(column => new ColumnShape(column))]);
        return new TypedParquetWriter(file, shapes);
    }

    /// <inheritdoc/>
    public Stream OpenRead(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new ParquetLineReader(file);
        }
        catch (Exception error) when (error is not (InvalidDataException or OutOfMemoryException or OperationCanceledException))
        {
            throw new InvalidDataException($"It is no Parquet file that can be read: {error.Message}", error);
        }
    }
}
