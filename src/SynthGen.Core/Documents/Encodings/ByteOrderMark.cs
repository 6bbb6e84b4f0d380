using System.Text;

namespace SynthGen.Documents.Encodings;

/// <summary>Detects a file's encoding from its first bytes.</summary>
internal static class ByteOrderMark
{
    // UTF-32 comes before UTF-16, because its mark begins with that of UTF-16.
    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xEF, 0xBB, 0xBF], Encoding.UTF8),
        ([0xFF, 0xFE, 0, 0], Encoding.UTF32),
        ([0, 0, 0xFE, 0xFF], new UTF32Encoding(bigEndian: true, byteOrderMark: true)),
        ([0xFF, 0xFE], Encoding.Unicode),
        ([0xFE, 0xFF], Encoding.BigEndianUnicode),
    ];

    /// <summary>Returns the encoding whose mark the bytes begin with; null if there is none.</summary>
    public static Encoding? Detect(ReadOnlySpan<byte> bytes)
    {
        foreach ((byte[] mark, Encoding encoding) in Marks)
        {
            if (bytes.StartsWith(mark))
                return encoding;
        }

        return null;
    }
}
