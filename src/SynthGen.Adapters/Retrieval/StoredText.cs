using System.Runtime.InteropServices;
using System.Text;

namespace SynthGen.Adapters.Retrieval;

/// <summary>A text as it is stored, without loss: as text, or as UTF-16 where SQLite's UTF-8 cannot say it.</summary>
internal static class StoredText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The value to store: a string, or bytes.</summary>
    public static object From(string text) => IsPlain(text) ? text : MemoryMarshal.AsBytes(text.AsSpan()).ToArray();

    /// <summary>The text of a value that was stored.</summary>
    public static string Of(object value) => value as string ?? new string(MemoryMarshal.Cast<byte, char>((byte[])value));

    /// <summary>The text as words are found in it: without what would end it early, or cannot be said.</summary>
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
