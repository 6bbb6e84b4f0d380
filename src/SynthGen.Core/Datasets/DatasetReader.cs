using SynthGen.Datasets.Formats;
using SynthGen.Files;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets;

/// <summary>One line of a dataset file: a row, or why it is none.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Row">The row; null if the line is bad.</param>
/// <param name="Problem">Why the line is bad; null if it is not.</param>
public readonly record struct DatasetLine(long Number, SyntheticQuery? Row, string? Problem);

/// <summary>Reads a dataset's lines one after the other; a bad one does not hinder those after it.</summary>
/// <param name="stream">The file, decompressed; left open.</param>
/// <param name="format">The file's format; if null, it is told from the first line whose keys tell it.</param>
public sealed class DatasetReader(Stream stream, DatasetFormat? format = null)
{
    // What is no known format's is said to be no row of SynthGen's own.
    private readonly IRowReader _canonical = new CanonicalReader();
    private IRowReader? _rows;

    /// <summary>The format that the lines are read in; null as long as it is not known.</summary>
    public DatasetFormat? Format { get; private set; } = format;

    /// <summary>The keys that a row has no place for, which were passed over so far.</summary>
    public IReadOnlyCollection<string> UnknownKeys => _rows?.UnknownKeys ?? [];

    /// <summary>Reads the lines, without those that are blank. A byte order mark at the beginning is passed over.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">The stream is compressed and damaged.</exception>
    public IEnumerable<DatasetLine> Read()
    {
        foreach ((long number, ReadOnlyMemory<byte> line, bool tooLong) in new LineSource(stream).Read())
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

        if (_rows is null && (Format ??= DatasetFormats.Recognize(line)) is { } known)
            _rows = known.CreateReader();
        try
        {
            return new DatasetLine(number, (_rows ?? _canonical).Read(line), null);
        }
        catch (FormatException error)
        {
            return new DatasetLine(number, null, error.Message);
        }
    }
}
