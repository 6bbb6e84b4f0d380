using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using SynthGen.Datasets;

namespace SynthGen.Adapters.Tables;

/// <summary>Writes whole lines, each a JSON object, as a Parquet file, one row group at a time.</summary>
internal sealed class ParquetLineWriter : WriteOnlyStream
{
    // About so much is held in memory; readers hold a whole row group too.
    private const int GroupSize = 8 * 1024 * 1024;
    private const int MostRows = 10_000;

    // Where so many values show no recurring ones, a dictionary is not tried on all.
    private const int DictionarySample = 1000;

    private readonly ColumnShredder[] _columns;
    private readonly MemberShredder _row;
    private readonly ParquetWriter _writer;
    private int _rows;
    private int _size;

    // As long as a row or a group is not whole, nothing can be written any more.
    private bool _failed;
    private bool _closed;

    public ParquetLineWriter(Stream file, IReadOnlyList<Column> columns)
    {
        _columns = [.. columns.Select(column => new RecurringShredder(ColumnShredder.For(column)))];
        _row = new MemberShredder(columns, _columns);
        ParquetSchema schema = new([.. _columns.Select(column => column.Field)]);
        ParquetOptions options = new()
        {
            CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Fastest, DictionaryEncodingSampleSize = DictionarySample,
        };
        foreach (DataField field in schema.GetDataFields().Where(field => field.ClrType == typeof(string)))
            options.ColumnEncodingHints[field.Path.ToString()] = EncodingHint.Dictionary;
        _writer = ParquetWriter.CreateAsync(schema, file, options).GetAwaiter().GetResult();
        _writer.CustomMetadata = new Dictionary<string, string> { [ParquetCodec.JsonColumns] = string.Join(',', JsonPaths("", columns)) };
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.IndexOf((byte)'\n') is >= 0 and int end)
        {
            AddRow(buffer[..end]);
            buffer = buffer[(end + 1)..];
        }
    }

    // Flushing does nothing: a row group is written as a whole.
    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            _closed = true;
            if (_rows > 0 && !_failed)
                WriteGroup();
            _writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }

    private static IEnumerable<string> JsonPaths(string prefix, IEnumerable<Column> columns) => columns.SelectMany(column =>
        column.Kind == ColumnKind.Json ? [prefix + column.Name] : JsonPaths($"{prefix}{column.Name}.", column.Members));

    private void AddRow(ReadOnlySpan<byte> text)
    {
        _failed = true;
        LineReader line = new(text);
        _size += _row.Add(ref line, repetition: 0, definition: 0);
        line.Complete();
        _failed = false;
        if (++_rows >= MostRows || _size >= GroupSize)
            WriteGroup();
    }

    private void WriteGroup()
    {
        _failed = true;
        using (ParquetRowGroupWriter group = _writer.CreateRowGroup())
        {
            foreach (ColumnShredder column in _columns)
                column.WriteAsync(group).GetAwaiter().GetResult();
            group.CompleteValidate();
        }

        (_rows, _size, _failed) = (0, 0, false);
    }
}
