using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace SynthGen.Json;

/// <summary>
/// Escapes only the characters that JSON requires to be escaped: the quotation mark, the backslash and control characters
/// below U+0020 (RFC 8259, section 7). Unpaired surrogates, which UTF-8 cannot hold, become U+FFFD.
/// </summary>
internal sealed class MinimalJsonEncoder : JavaScriptEncoder
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);
    private static readonly SearchValues<byte> EscapedUtf8 = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    public static MinimalJsonEncoder Instance { get; } = new();

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    /// <inheritdoc/>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) => Find(new ReadOnlySpan<char>(text, textLength));

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => utf8Text.IndexOfAny(EscapedUtf8);

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    /// <inheritdoc/>
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> target = new(buffer, bufferLength);
        char shorthand = unicodeScalar switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => '\0',
        };
        if (shorthand != '\0')
        {
            numberOfCharactersWritten = 2;
            return "\\".TryCopyTo(target) && new ReadOnlySpan<char>(in shorthand).TryCopyTo(target[1..]);
        }

        return unicodeScalar < 0x20
            ? target.TryWrite($"\\u{unicodeScalar:x4}", out numberOfCharactersWritten)
            : new Rune(unicodeScalar).TryEncodeToUtf16(target, out numberOfCharactersWritten);
    }

    private static int Find(ReadOnlySpan<char> text)
    {
        int escape = text.IndexOfAny(Escaped);
        ReadOnlySpan<char> plain = escape < 0 ? text : text[..escape];
        for (int i = 0; plain[i..].IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and int next; i += 2)
        {
            i += next;
            if (Rune.DecodeFromUtf16(plain[i..], out _, out _) != OperationStatus.Done)
                return i;
        }

        return escape;
    }
}
