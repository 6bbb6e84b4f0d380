using System.Buffers.Binary;
using System.Text.Json;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Datasets;

namespace SynthGen.Adapters.Tables;

/// <summary>
/// Takes whole lines, each a JSON object, and writes them as a Parquet file at the end: what types the columns have follows
/// from all rows, so the lines wait in a temporary file.
/// </summary>
internal sealed class TypedParquetWriter : WriteOnlyStream
{
    private readonly Stream _file;
    private readonly (ColumnShape Shape, RecurringValue Value)[] _columns;
    private readonly LineParser _parser;
    private readonly FileStream _lines;
    private bool _closed;

    public TypedParquetWriter(Stream file, IReadOnlyList<ColumnShape> columns)
    {
        _file = file;
        _columns = [.. columns.Select(column => (column, new RecurringValue(column.Name)))];
        _parser = new LineParser(_columns.Select(column => column.Value));
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 64 * 1024, Options = FileOptions.DeleteOnClose,
        };

        // All users have this folder.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _lines = new FileStream(Path.Combine(Path.GetTempPath(), $"synthgen-{Path.GetRandomFileName()}"), options);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, buffer.Length);
        _lines.Write(length);
        _lines.Write(buffer);
        while (buffer.IndexOf((byte)'\n') is >= 0 and int end)
        {
            using JsonDocument document = _parser.Parse(buffer[..end]);
            foreach ((ColumnShape shape, RecurringValue known) in _columns)
            {
                // Nothing can be learned from a value for the second time.
                if (known.Slot >= 0 || !document.RootElement.TryGetProperty(shape.Name, out JsonElement value))
                    continue;
                shape.Add(value);
                known.Keep(value);
            }

            buffer = buffer[(end + 1)..];
        }
    }

    // Nothing can be written before all rows are there.
    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            _closed = true;
            WriteFile();
        }

        base.Dispose(disposing);
    }

    private void WriteFile()
    {
        List<string> problems = [];
        using (_lines)
        {
            Column[] columns = [.. _columns.Select(column => column.Shape.Resolve(problems))];
            using ParquetLineWriter writer = new(_file, columns);
            CopyTo(writer);
        }

        if (problems.Count > 0)
            throw new RowsVaryException(problems[0]);
    }

    // As they came: whole lines together, behind their length.
    private void CopyTo(ParquetLineWriter writer)
    {
        _lines.Position = 0;
        byte[] lines = [];
        Span<byte> length = stackalloc byte[sizeof(int)];
        while (_lines.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) == length.Length)
        {
            int count = BinaryPrimitives.ReadInt32LittleEndian(length);
            if (lines.Length < count)
                lines = new byte[count];
            _lines.ReadExactly(lines, 0, count);
            writer.Write(lines.AsSpan(0, count));
        }
    }
}
