using SynthGen.Files;
using SynthGen.Files.Spill;

namespace SynthGen.Rows;

/// <summary>
/// Rows that wait, as lines in a temporary file. They come back as from a dataset. All are taken before others are added. Not
/// thread-safe.
/// </summary>
/// <param name="folder">Where the file is.</param>
internal sealed class RowSpool(string folder) : IDisposable
{
    // Rows that no line can hold; there should be none.
    private readonly Dictionary<long, DatasetRow> _others = [];
    private readonly CanonicalReader _reader = new();
    private FileStream? _file;
    private CanonicalWriter? _writer;
    private IEnumerator<(long Number, ReadOnlyMemory<byte> Line, bool TooLong)>? _lines;
    private long _added, _taken;

    /// <summary>The number of rows that wait.</summary>
    public long Count => _added - _taken;

    /// <summary>Adds a row.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not allow creating the file.</exception>
    /// <exception cref="InvalidOperationException">Not all rows of before were taken.</exception>
    public void Add(DatasetRow row)
    {
        if (_taken > 0)
            throw new InvalidOperationException("Rows were taken, and others wait.");
        _writer ??= new CanonicalWriter(_file ??= SpillFile.Open(folder));
        try
        {
            _writer.Write(row);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            _others.Add(_added, row);
        }

        _added++;
    }

    /// <summary>Takes the first row that waits.</summary>
    /// <exception cref="IOException">The file cannot be written or read.</exception>
    public DatasetRow Take()
    {
        if (_lines is null)
        {
            _writer!.Flush();
            _file!.Position = 0;
            _lines = new LineSource(_file, int.MaxValue).Read().GetEnumerator();
        }

        if (!_others.Remove(_taken, out DatasetRow? row))
        {
            if (!_lines.MoveNext())
                throw new EndOfStreamException("A temporary file ends early.");
            row = _reader.Read(_lines.Current.Line.Span);
        }

        if (++_taken == _added)
            Reset();
        return row;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines?.Dispose();
        _writer?.Dispose();
        _file?.Dispose();
    }

    private void Reset()
    {
        _lines!.Dispose();
        _lines = null;
        _file!.SetLength(0);
        _file.Position = 0;
        (_added, _taken) = (0, 0);
    }
}
