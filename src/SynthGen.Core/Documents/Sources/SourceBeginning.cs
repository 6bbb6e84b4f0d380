using System.Text;
using SynthGen.Documents.Sources.Json;

namespace SynthGen.Documents.Sources;

/// <summary>The beginning of a document, by which its format is recognised.</summary>
/// <param name="bytes">The first bytes, decompressed.</param>
/// <param name="isAll">Whether there are no more.</param>
public sealed class SourceBeginning(ReadOnlyMemory<byte> bytes, bool isAll)
{
    /// <summary>The number of bytes to examine.</summary>
    public const int MaxLength = 64 * 1024;

    private string? _text;
    private Lazy<JsonKeys?>? _json;

    /// <summary>The first bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.Span;

    /// <summary>Whether there are no more.</summary>
    public bool IsAll => isAll;

    /// <summary>The bytes as text, in the encoding of their byte order mark, otherwise as UTF-8; without the mark.</summary>
    public string Text => _text ??= (ByteOrderMark.Detect(Bytes) ?? Encoding.UTF8).GetString(Bytes).TrimStart('\uFEFF');

    /// <summary>The names in the JSON that the document is; null if it is something else.</summary>
    internal JsonKeys? Json => (_json ??= new(() => JsonKeys.Find(Bytes))).Value;
}
