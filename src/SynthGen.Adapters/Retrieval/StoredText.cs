using System.Runtime.InteropServices;
using System.Text;

namespace SynthGen.Adapters.Retrieval;

/// <summary>Stores text without loss: as text, or as UTF-16 where SQLite's UTF-8 cannot hold it.</summary>
internal static class StoredText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Gets the value to store: a string, or bytes.</summary>
    public static object From(string text) => IsPlain(text) ? text : MemoryMarshal.AsBytes(text.AsSpan()).ToArray();

    /// <summary>Gets the text of a stored value; null if <see cref="From"/> gives no such value.</summary>
    public static string? Of(object value)
    {
        if (value is not byte[] bytes)
            return value as string;
        string text = new(MemoryMarshal.Cast<byte, char>(bytes));
        return bytes.Length % sizeof(char) == 0 && !IsPlain(text) ? text : null;
    }

    /// <summary>Compares two texts as SQLite compares their stored values: UTF-8 first, byte by byte.</summary>
    public static int Compare(string one, string other)
    {
        bool plain = IsPlain(one);
        return plain != IsPlain(other) ? (plain ? -1 : 1) : Bytes(one, plain).SequenceCompareTo(Bytes(other, plain));

        static ReadOnlySpan<byte> Bytes(string text, bool plain) => plain ? Encoding.UTF8.GetBytes(text) : MemoryMarshal.AsBytes(text.AsSpan());
    }

    /// <summary>Gets the text to search for words: without characters that would end it early or that UTF-8 cannot hold.</summary>
    public static string Searchable(string text) =>
        IsPlain(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', ' ');

    private static bool IsPlain(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            return false;
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return true;
        try
        {
            Strict.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
