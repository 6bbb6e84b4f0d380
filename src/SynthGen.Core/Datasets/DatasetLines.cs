using SynthGen.Datasets.Formats;
using SynthGen.Files;

namespace SynthGen.Datasets;

/// <summary>
/// The rows of a file as it stores them: its lines, or the elements of the one JSON array that it is. The first row that tells
/// decides the format: chats without calls are the same in several, so what follows is read ahead.
/// </summary>
/// <param name="stream">The file, decompressed; left open.</param>
/// <param name="format">The file's format; null to recognize it.</param>
internal sealed class DatasetLines(Stream stream, DatasetFormat? format)
{
    private const int PeekedBytes = 4096;
    private const int MostAhead = 1 << 20;

    /// <summary>The format; null until a row was read that is in one.</summary>
    public DatasetFormat? Format { get; private set; } = format;

    /// <summary>Whether a row told the format, or it was given.</summary>
    public bool IsCertain { get; private set; } = format is not null;

    /// <summary>Whether the file is one JSON array, whose elements are the rows; known once a row was read.</summary>
    public bool IsArray { get; private set; }

    /// <summary>Reads the rows with their numbers, from 1; each is valid until the next one is read. A row that is too long comes without its bytes.</summary>
    /// <exception cref="InvalidDataException">The file is an array that does not end as one.</exception>
    public IEnumerable<(long Number, ReadOnlyMemory<byte> Line, bool TooLong)> Read()
    {
        PeekedStream file = new(stream, PeekedBytes);
        IsArray = JsonArraySource.Begins(file.Beginning);
        return Recognize(IsArray ? new JsonArraySource(file).Read() : new LineSource(file).Read());
    }

    private IEnumerable<(long Number, ReadOnlyMemory<byte> Line, bool TooLong)> Recognize(IEnumerable<(long Number, ReadOnlyMemory<byte> Line, bool TooLong)> rows)
    {
        List<(long, ReadOnlyMemory<byte>, bool)> ahead = [];
        DatasetFormat? likely = null;
        int length = 0;
        foreach ((long number, ReadOnlyMemory<byte> line, bool tooLong) in rows)
        {
            if (Format is null && DatasetFormats.Recognize(line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line, out bool isCertain) is { } found)
            {
                likely ??= found;
                if (isCertain)
                    (Format, IsCertain) = (found, true);
            }

            if (Format is null && likely is not null && length < MostAhead)
            {
                ahead.Add((number, line.ToArray(), tooLong));
                length += line.Length + 64;
                continue;
            }

            Format ??= likely;
            foreach ((long, ReadOnlyMemory<byte>, bool) earlier in ahead)
                yield return earlier;
            ahead.Clear();
            yield return (number, line, tooLong);
        }

        Format ??= likely;
        foreach ((long, ReadOnlyMemory<byte>, bool) earlier in ahead)
            yield return earlier;
    }
}
