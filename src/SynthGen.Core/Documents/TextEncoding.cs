using System.Text;

namespace SynthGen.Documents;

/// <summary>Detects the encoding of text by its first bytes.</summary>
internal static class TextEncoding
{
    private const int Enough = 4096;

    /// <summary>Returns the encoding of the byte order mark, or UTF-16 if the bytes can be nothing else; null for any other.</summary>
    public static Encoding? Detect(ReadOnlySpan<byte> bytes) => ByteOrderMark.Detect(bytes) ?? DetectUtf16(bytes);

    /// <summary>
    /// Detects UTF-16 without a byte order mark. In most scripts one byte of each space, line end and Latin letter is 0, and
    /// always the same one.
    /// </summary>
    public static Encoding? DetectUtf16(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..(Math.Min(bytes.Length, Enough) & ~1)];
        if (bytes.Length < 4 || !bytes.Contains((byte)0))
            return null;

        int even = 0, odd = 0, controls = 0;
        for (int i = 0; i < bytes.Length; i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
            controls += IsControl(bytes[i]) && bytes[i + 1] == 0 || IsControl(bytes[i + 1]) && bytes[i] == 0 ? 1 : 0;
        }

        int pairs = bytes.Length / 2;
        if (controls * 50 > pairs)
            return null;
        return odd * 3 > pairs && even == 0 ? Encoding.Unicode
            : even * 3 > pairs && odd == 0 ? Encoding.BigEndianUnicode
            : null;
    }

    private static bool IsControl(byte value) => value < 0x20 && value is not (9 or 10 or 12 or 13);
}
