using System.Globalization;
using System.Text;

namespace SynthGen.Documents.Encodings;

/// <summary>Detects the encoding of text by its first bytes.</summary>
internal static class TextEncoding
{
    private const int Enough = 4096;

    /// <summary>Returns the encoding of the byte order mark, or UTF-16 if the bytes can be nothing else; null for any other.</summary>
    public static Encoding? Detect(ReadOnlySpan<byte> bytes) => ByteOrderMark.Detect(bytes) ?? DetectUtf16(bytes);

    /// <summary>
    /// Detects UTF-16 without a byte order mark: there are zeros among the bytes, as in its spaces and line ends, and in one
    /// order of bytes all of it is characters that texts have.
    /// </summary>
    public static Encoding? DetectUtf16(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..(Math.Min(bytes.Length, Enough) & ~1)];
        if (bytes.Length < 4 || !bytes.Contains((byte)0))
            return null;

        int little = CountBlanks(Encoding.Unicode.GetString(bytes)), big = CountBlanks(Encoding.BigEndianUnicode.GetString(bytes));
        return little <= 0 && big <= 0 ? null : little >= big ? Encoding.Unicode : Encoding.BigEndianUnicode;
    }

    // The number of spaces and line ends; -1 if the text has characters that no text has.
    private static int CountBlanks(string text)
    {
        int blanks = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isBlank = rune.Value is ' ' or '\n' or '\r' or '\t' or '\f';
            blanks += isBlank ? 1 : 0;
            if (!isBlank && (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
            {
                // The sample may end within a character.
                if (rune != Rune.ReplacementChar || !char.IsSurrogate(text[^1]))
                    return -1;
            }
        }

        return blanks;
    }
}
