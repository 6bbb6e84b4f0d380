using System.Buffers.Binary;
using SynthGen.Datasets;

namespace SynthGen.Adapters.Tables;

/// <summary>
/// Takes whole lines, each a JSON object, and writes them as a Parquet file at the end: what types the columns have follows
/// from all rows, so the lines wait in a temporary file.
/// </summary>
internal sealed class TypedParquetWriter : WriteOnlyStream
{
    private readonly Stream _file;
    private readonly (ColumnShape Shape, RecurringValue Known)[] _columns;
    private readonly ObjectKeys _keys;
    private readonly FileStream _lines;
    private bool _closed;

    public TypedParquetWriter(Stream file, IReadOnlyList<ColumnShape> columns)
    {
        _file = file;
        _columns = [.. columns.Select(column => (column, new RecurringValue()))];
        _keys = new ObjectKeys(columns.Select(column => column.Name));
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
            Learn(buffer[..end]);
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

    private void Learn(ReadOnlySpan<byte> text)
    {
        LineReader line = new(text);
        for (int key = -1; line.ReadKey();)
        {
            key = _keys.Find(ref line.Json, key + 1);
            line.Json.Read();
            if (key >= 0)
                Learn(ref line, _columns[key].Shape, _columns[key].Known);
            else
                line.Json.Skip();
        }

        line.Complete();
    }

    private static void Learn(ref LineReader line, ColumnShape shape, RecurringValue known)
    {
        // Nothing can be learned from a value for the second time.
        if (known.Pass(ref line) >= 0)
            return;

        ReadOnlySpan<byte> text = line.Text;
        shape.Add(ref line);
        known.Keep(text[..^line.Rest.Length]);
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
