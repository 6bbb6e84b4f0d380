using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// The bytes of a posting list, or of a part of one: for each page that a word stands on, how far it is from the one before (the
/// first: from the page that the part begins with) and how often the word stands there. The distance is doubled, and one more if
/// the word stands there more than once; then the number follows. The positions are bytes of their own, so that a search for a
/// word alone does not read them: for each time how far it is from the one before on the page (the first: from -1, so that none
/// is 0). Numbers have seven bits a byte, the lowest first; each byte but the last has its highest bit set.
/// </summary>
internal static class PostingFormat
{
    /// <summary>The most bytes of a page in a list.</summary>
    public const int MostBytes = 2 * MostBytesOfNumber;

    /// <summary>The most bytes of a number.</summary>
    public const int MostBytesOfNumber = 5;

    /// <summary>Writes a page.</summary>
    /// <returns>The number of bytes.</returns>
    public static int Write(Span<byte> target, int distance, int count)
    {
        int length = WriteNumber(target, ((uint)distance << 1) | (count > 1 ? 1u : 0));
        return count > 1 ? length + WriteNumber(target[length..], (uint)count) : length;
    }

    /// <summary>Reads the next page and moves on.</summary>
    /// <exception cref="InvalidDataException">The list is not as <see cref="Write"/> makes it.</exception>
    public static (int Distance, int Count) Read(ReadOnlySpan<byte> list, ref int at)
    {
        // Most are a byte.
        if (at < list.Length && (list[at] & 0x81) == 0)
            return (list[at++] >> 1, 1);

        uint first = ReadNumber(list, ref at);
        return ((int)(first >> 1), (first & 1) == 0 ? 1 : (int)Math.Min(ReadNumber(list, ref at), int.MaxValue));
    }

    /// <summary>Writes a number.</summary>
    /// <returns>The number of bytes.</returns>
    public static int WriteNumber(Span<byte> target, uint number)
    {
        int length = 0;
        for (; number >= 0x80; number >>= 7)
            target[length++] = (byte)(number | 0x80);
        target[length++] = (byte)number;
        return length;
    }

    /// <summary>Reads the next number and moves on.</summary>
    /// <exception cref="InvalidDataException">It is not as <see cref="WriteNumber"/> makes it.</exception>
    public static uint ReadNumber(ReadOnlySpan<byte> list, ref int at)
    {
        uint number = 0;
        for (int shift = 0; at < list.Length && shift < 7 * MostBytesOfNumber; shift += 7)
        {
            byte next = list[at++];
            number |= (next & 0x7Fu) << shift;
            if (next < 0x80)
                return number;
        }

        throw TooShort();
    }

    /// <summary>Moves on by some numbers.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    // The positions of common words are long, and vectors are not compiled ahead.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Skip(ReadOnlySpan<byte> list, ref int at, int numbers)
    {
        // A number ends with each byte whose highest bit is not set; the next one may begin in the same bytes.
        while (list.Length - at >= Vector256<byte>.Count)
        {
            int ends = BitOperations.PopCount(~Vector256.Create(list[at..]).ExtractMostSignificantBits());
            if (ends >= numbers)
                break;
            numbers -= ends;
            at += Vector256<byte>.Count;
        }

        for (; numbers > 0 && at < list.Length; at++)
        {
            if (list[at] < 0x80)
                numbers--;
        }

        if (numbers > 0)
            throw TooShort();
    }

    private static InvalidDataException TooShort() => PageDatabase.Damaged("the list of a word's pages ends too early");
}
