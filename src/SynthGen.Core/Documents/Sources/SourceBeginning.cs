using System.Text;
using SynthGen.Documents.Encodings;
using SynthGen.Documents.Sources.Json;

namespace SynthGen.Documents.Sources;

/// <summary>The beginning of a document, by which its format is recognised.</summary>
/// <param name="bytes">The first bytes, decompressed.</param>
/// <param name="isAll">Whether there are no more.</param>
/// <param name="encoding">The encoding that the user names; null to detect it.</param>
public sealed class SourceBeginning(ReadOnlyMemory<byte> bytes, bool isAll, Encoding? encoding = null)
{
    /// <summary>The number of bytes to examine.</summary>
    public const int MaxLength = 64 * 1024;

    private string? _text;
    private Lazy<JsonKeys?>? _json;

    /// <summary>The first bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.Span;

    /// <summary>Whether there are no more.</summary>
    public bool IsAll => isAll;

    /// <summary>The bytes as text, in the encoding that the user names, that of their byte order mark or in UTF-16 that lacks one, otherwise as UTF-8; without the mark.</summary>
    public string Text => _text ??= (encoding ?? TextEncoding.Detect(Bytes) ?? Encoding.UTF8).GetString(Bytes).TrimStart('\uFEFF');

    /// <summary>Whether the text begins with one of these, after blanks; case does not matter.</summary>
    internal bool BeginsWith(params ReadOnlySpan<string> beginnings)
    {
        ReadOnlySpan<char> text = Text.AsSpan().TrimStart();
        foreach (string beginning in beginnings)
        {
            if (text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The names in the JSON that the document is; null if it is something else.</summary>
    internal JsonKeys? Json => (_json ??= new(() => JsonKeys.Find((encoding ?? TextEncoding.Detect(Bytes)) is null or UTF8Encoding ? Bytes : Encoding.UTF8.GetBytes(Text)))).Value;
}
