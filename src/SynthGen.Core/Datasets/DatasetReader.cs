using SynthGen.Files;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets;

/// <summary>One line of a dataset file: a row, or the reason why it is invalid.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Row">The row; null if the line is bad.</param>
/// <param name="Problem">The reason why the line is bad; null if it is valid.</param>
public readonly record struct DatasetLine(long Number, DatasetRow? Row, string? Problem);

/// <summary>Reads a dataset's lines in order; a bad line does not affect those after it.</summary>
/// <param name="stream">The file, decompressed; left open.</param>
/// <param name="format">The file's format; null to recognize it from the first line with telling keys.</param>
public sealed class DatasetReader(Stream stream, DatasetFormat? format = null)
{
    // Lines of an unknown format are reported as invalid canonical rows.
    private readonly IRowReader _canonical = new CanonicalReader();
    private readonly FaultLimit _bad = new();
    private readonly DatasetLines _lines = new(stream, format);
    private IRowReader? _rows;

    /// <summary>The format of the lines; null until it is known.</summary>
    public DatasetFormat? Format => _lines.Format;

    /// <summary>The unknown keys that were skipped so far.</summary>
    public IReadOnlyCollection<string> UnknownKeys => _rows?.UnknownKeys ?? [];

    /// <summary>
    /// Reads the lines without blank ones, or the elements of the JSON array that the file is. A byte order mark at the beginning
    /// is skipped.
    /// </summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">The stream is compressed and damaged, or is an array that does not end.</exception>
    public IEnumerable<DatasetLine> Read()
    {
        foreach ((long number, ReadOnlyMemory<byte> line, bool tooLong) in _lines.Read())
        {
            if (tooLong)
                yield return new DatasetLine(number, null, $"it is longer than {JsonLine.MaximumLength} bytes");
            else if (ReadLine(line, number) is { } read)
                yield return read;
        }
    }

    private DatasetLine? ReadLine(ReadOnlyMemory<byte> line, long number)
    {
        if (number == 1 && line.Span.StartsWith("\uFEFF"u8))
            line = line[3..];
        if (line.Span.Trim(" \t\r"u8).IsEmpty)
            return null;

        if (_rows is null && Format is { } known)
            _rows = known.CreateReader();
        // An exception for each of millions of lines takes minutes.
        if (_bad.Rest > 0 && line.Span.TrimStart(" \t"u8)[0] != (byte)'{')
            return new DatasetLine(number, null, "it is not an object");
        try
        {
            return new DatasetLine(number, (_rows ?? _canonical).Read(line), null);
        }
        catch (FormatException error)
        {
            _bad.Add();
            return new DatasetLine(number, null, error.Message);
        }
    }
}
