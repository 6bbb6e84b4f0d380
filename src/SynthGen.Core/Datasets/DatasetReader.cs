using System.Buffers;

namespace SynthGen.Datasets;

/// <summary>One line of a dataset file: a row, or why it is none.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Row">The row; null if the line is bad.</param>
/// <param name="Problem">Why the line is bad; null if it is not.</param>
public readonly record struct DatasetLine(long Number, SyntheticQuery? Row, string? Problem);

/// <summary>Reads a dataset's lines one after the other; a bad one does not hinder those after it.</summary>
/// <param name="stream">The file, decompressed; left open.</param>
public sealed class DatasetReader(Stream stream)
{
    /// <summary>The longest line that is read, in bytes; a longer one is bad.</summary>
    public const int LongestLine = 64 * 1024 * 1024;

    private readonly CanonicalReader _rows = new();

    /// <summary>The keys that are not the format's, which were passed over so far.</summary>
    public IReadOnlyCollection<string> UnknownKeys => _rows.UnknownKeys;

    /// <summary>Reads the lines, without those that are blank. A byte order mark at the beginning is passed over.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">The stream is compressed and damaged.</exception>
    public IEnumerable<DatasetLine> Read()
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        try
        {
            long number = 0;
            int start = 0, end = 0, searched = 0;
            bool atEnd = false, tooLong = false;
            while (!atEnd || start < end)
            {
                int found = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
                if (found < 0 && !atEnd)
                {
                    if (end - start > LongestLine)
                    {
                        tooLong = true;
                        start = end;
                    }

                    buffer = MakeRoom(buffer, ref start, ref end);
                    searched = end;
                    int count = stream.Read(buffer, end, buffer.Length - end);
                    end += count;
                    atEnd = count == 0;
                    continue;
                }

                int lineEnd = found < 0 ? end : searched + found;
                number++;
                if (tooLong)
                    yield return new DatasetLine(number, null, $"it is longer than {LongestLine} bytes");
                else if (ReadLine(buffer.AsSpan(start, lineEnd - start), number) is { } line)
                    yield return line;

                tooLong = false;
                start = searched = Math.Min(lineEnd + 1, end);
            }

            if (tooLong)
                yield return new DatasetLine(number + 1, null, $"it is longer than {LongestLine} bytes");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] MakeRoom(byte[] buffer, ref int start, ref int end)
    {
        byte[] target = buffer;
        if (end - start > buffer.Length / 2)
            target = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);

        buffer.AsSpan(start, end - start).CopyTo(target);
        end -= start;
        start = 0;
        if (target != buffer)
            ArrayPool<byte>.Shared.Return(buffer);
        return target;
    }

    private DatasetLine? ReadLine(ReadOnlySpan<byte> line, long number)
    {
        if (number == 1 && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        if (line.Trim(" \t\r"u8).IsEmpty)
            return null;

        try
        {
            return new DatasetLine(number, _rows.Read(line), null);
        }
        catch (FormatException error)
        {
            return new DatasetLine(number, null, error.Message);
        }
    }
}
