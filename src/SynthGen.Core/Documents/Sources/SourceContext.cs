using System.Text;
using System.Text.RegularExpressions;
using SynthGen.Documents.Encodings;
using SynthGen.Files;

namespace SynthGen.Documents.Sources;

/// <summary>What reading a document needs beside the document.</summary>
/// <param name="warn">Takes what a user must know of a document that can be read, in one sentence each.</param>
/// <param name="pdf">Creates the reader of PDF documents.</param>
/// <param name="encoding">The encoding that the user names; null to detect it.</param>
public sealed partial class SourceContext(Action<string> warn, Func<IPdfTextReader> pdf, Encoding? encoding = null)
{
    // A declaration stands on the first line of XML, and in the first kilobyte of HTML.
    private const int DeclarationLength = 1024;

    private readonly InvalidBytes _invalid = new();

    /// <summary>Takes what a user must know of a document that can be read, in one sentence each.</summary>
    public Action<string> Warn { get; } = warn;

    /// <summary>Creates the reader of PDF documents.</summary>
    public Func<IPdfTextReader> Pdf { get; } = pdf;

    /// <summary>The encoding that the user names; null to detect it.</summary>
    public Encoding? Encoding { get; } = encoding;

    /// <summary>Returns the context of a document within another, whose name stands before its warnings.</summary>
    internal SourceContext Within(string name) => new(warning => Warn($"{name}: {warning}"), Pdf, Encoding);

    /// <summary>
    /// Opens a document as text: in the encoding that the user names, otherwise in that of its byte order mark, of its XML
    /// declaration or of its HTML head, otherwise in UTF-8.
    /// </summary>
    /// <param name="stream">The document.</param>
    /// <param name="leaveOpen">Whether it stays open when the reader closes.</param>
    public StreamReader OpenText(Stream stream, bool leaveOpen = false)
    {
        PeekedStream document = new(stream, DeclarationLength);
        Encoding detected = Encoding ?? TextEncoding.Detect(document.Beginning) ?? Declared(document.Beginning) ?? System.Text.Encoding.UTF8;
        return new StreamReader(document, _invalid.Watch(detected), detectEncodingFromByteOrderMarks: Encoding is null, bufferSize: 1 << 16, leaveOpen);
    }

    /// <summary>Returns warnings about the encoding of what was opened as text, after it was read; mostly none.</summary>
    public IEnumerable<string> Warnings() => _invalid.Count == 0
        ? []
        : [$"{_invalid.Count:N0} sequences of bytes are not in the encoding of the document and became U+FFFD. Name the right one with -Encoding."];

    private static Encoding? Declared(ReadOnlySpan<byte> beginning)
    {
        Match match = Declaration().Match(System.Text.Encoding.Latin1.GetString(beginning));
        if (!match.Success)
            return null;

        try
        {
            // UTF-16 without its mark is recognized by its bytes; a declaration that is read as ASCII cannot be in it.
            string name = match.Groups.Values.Last(group => group.Success).Value;
            return name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? null
                : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? System.Text.Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""<\?xml[^>]{0,1000}?\bencoding\s*=\s*["']([\w.:-]+)|<meta\b[^>]{0,1000}?\bcharset\s*=\s*["']?([\w.:-]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
