using System.Buffers;
using SynthGen.Json;

namespace SynthGen.Files;

/// <summary>Splits a stream into lines.</summary>
/// <param name="stream">The file, decompressed; left open.</param>
/// <param name="longest">The most bytes of a line.</param>
internal sealed class LineSource(Stream stream, int longest = JsonLine.MaximumLength)
{
    /// <summary>
    /// Reads the lines without the LF that ends them; each is valid until the next one is read. A line that is too long is
    /// returned without its bytes.
    /// </summary>
    public IEnumerable<(long Number, ReadOnlyMemory<byte> Line, bool TooLong)> Read()
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
                    if (end - start > longest)
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
                yield return (++number, tooLong ? default : buffer.AsMemory(start, lineEnd - start), tooLong);
                tooLong = false;
                start = searched = Math.Min(lineEnd + 1, end);
            }

            if (tooLong)
                yield return (number + 1, default, true);
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
}
