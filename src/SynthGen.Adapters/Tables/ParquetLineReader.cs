using System.Buffers;
using System.Text.Json;
using Parquet;
using SynthGen.Files;
using SynthGen.Json;

namespace SynthGen.Adapters.Tables;

/// <summary>Reads the rows of a Parquet file as lines, each a JSON object. One row group at a time is in memory.</summary>
internal sealed class ParquetLineReader : ReadOnlyStream
{
    private const int Piece = 64 * 1024;
    private readonly Stream _file;
    private readonly ParquetReader _reader;
    private readonly ColumnAssembler[] _columns;
    private readonly ArrayBufferWriter<byte> _lines = new(2 * Piece);
    private readonly Utf8JsonWriter _json;
    private int _group = -1;
    private long _rowsLeft;
    private int _given;

    public ParquetLineReader(Stream file)
    {
        _file = file;
        ParquetGuard.CheckMetadata(file);
        _reader = ParquetReader.CreateAsync(file, leaveStreamOpen: true).GetAwaiter().GetResult();
        HashSet<string> json = [.. _reader.CustomMetadata.GetValueOrDefault(ParquetCodec.JsonColumns, "").Split(',')];
        _columns = [.. _reader.Schema.Fields.Select(field => ColumnAssembler.For(field, "", json))];
        _json = new Utf8JsonWriter(_lines, JsonValue.Compact);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            if (_given == _lines.WrittenCount && !MakeLines())
                return 0;
        }
        catch (Exception error) when (error is not (IOException or InvalidDataException or OutOfMemoryException or OperationCanceledException))
        {
            throw new InvalidDataException($"The Parquet file is damaged: {error.Message}", error);
        }

        int length = Math.Min(count, _lines.WrittenCount - _given);
        _lines.WrittenSpan.Slice(_given, length).CopyTo(buffer.AsSpan(offset));
        _given += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _json.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool MakeLines()
    {
        _lines.ResetWrittenCount();
        _given = 0;
        while (_rowsLeft == 0)
        {
            if (++_group >= _reader.RowGroupCount)
                return false;
            ParquetGuard.CheckGroup(_file, _reader.Metadata!.RowGroups[_group]);
            using ParquetRowGroupReader group = _reader.OpenRowGroupReader(_group);
            foreach (ColumnAssembler column in _columns)
                column.LoadAsync(group).GetAwaiter().GetResult();
            _rowsLeft = group.RowCount;
        }

        for (; _rowsLeft > 0 && _lines.WrittenCount < Piece; _rowsLeft--)
        {
            _json.Reset();
            _json.WriteStartObject();
            foreach (ColumnAssembler column in _columns)
                column.WriteMember(_json);
            _json.WriteEndObject();
            _json.Flush();
            _lines.Write("\n"u8);
        }

        return true;
    }
}
