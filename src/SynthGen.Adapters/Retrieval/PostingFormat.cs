namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// The bytes of a posting list, or of a part of one: for each page that a word stands on, how far it is from the one before (the
/// first: from the page that the part begins with) and how often the word stands there. The distance is doubled, and one more if
/// the word stands there more than once; then the number follows. Numbers have seven bits a byte, the lowest first; each byte but
/// the last has its highest bit set.
/// </summary>
internal static class PostingFormat
{
    /// <summary>The most bytes of a page in a list.</summary>
    public const int MostBytes = 10;

    /// <summary>Writes a page.</summary>
    /// <returns>The number of bytes.</returns>
    public static int Write(Span<byte> target, int distance, int count)
    {
        int length = WriteNumber(target, ((uint)distance << 1) | (count > 1 ? 1u : 0));
        return count > 1 ? length + WriteNumber(target[length..], (uint)count) : length;
    }

    /// <summary>Reads the next page and moves on.</summary>
    /// <exception cref="InvalidDataException">The list is not as <see cref="Write"/> makes it.</exception>
    public static (int Distance, int Count) Read(ref ReadOnlySpan<byte> list)
    {
        // Most are a byte.
        if (list.Length > 0 && (list[0] & 0x81) == 0)
        {
            int distance = list[0] >> 1;
            list = list[1..];
            return (distance, 1);
        }

        uint first = ReadNumber(ref list);
        return ((int)(first >> 1), (first & 1) == 0 ? 1 : (int)Math.Min(ReadNumber(ref list), int.MaxValue));
    }

    private static int WriteNumber(Span<byte> target, uint number)
    {
        int length = 0;
        for (; number >= 0x80; number >>= 7)
            target[length++] = (byte)(number | 0x80);
        target[length++] = (byte)number;
        return length;
    }

    private static uint ReadNumber(ref ReadOnlySpan<byte> list)
    {
        uint number = 0;
        for (int i = 0; i < list.Length && i < 5; i++)
        {
            number |= (list[i] & 0x7Fu) << (7 * i);
            if (list[i] < 0x80)
            {
                list = list[(i + 1)..];
                return number;
            }
        }

        throw PageDatabase.Damaged("the list of a word's pages ends too early");
    }
}
