using SynthGen.Files;

namespace SynthGen.Datasets.Review;

/// <summary>Some lines of a file, with their places in it.</summary>
/// <param name="Bytes">The lines' bytes.</param>
/// <param name="Lines">Each line's number, from 1, its offset in the file, its start in the bytes, and its length.</param>
internal sealed record LineBlock(byte[] Bytes, IReadOnlyList<(long Number, long Offset, int Start, int Length)> Lines)
{
    // Below the size from which arrays are collected rarely.
    private const int Size = 64 * 1024;

    /// <summary>Reads the lines of a file in blocks, without blank ones and without a byte order mark.</summary>
    /// <exception cref="NotCanonicalException">A line is too long.</exception>
    public static IEnumerable<LineBlock> Read(Stream stream)
    {
        MemoryStream bytes = new(Size);
        List<(long, long, int, int)> lines = [];
        long offset = 0;
        foreach ((long number, ReadOnlyMemory<byte> line, bool tooLong) in new LineSource(stream).Read())
        {
            if (tooLong)
                throw new NotCanonicalException($"Line {number} is too long.");

            int mark = number == 1 && line.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
            if (!line.Span[mark..].Trim(" \t\r"u8).IsEmpty)
            {
                lines.Add((number, offset + mark, (int)bytes.Length, line.Length - mark));
                bytes.Write(line.Span[mark..]);
            }

            offset += line.Length + 1;
            if (bytes.Length >= Size)
            {
                yield return new LineBlock(bytes.ToArray(), lines);
                bytes.SetLength(0);
                lines = [];
            }
        }

        if (lines.Count > 0)
            yield return new LineBlock(bytes.ToArray(), lines);
    }
}
