using System.Text.RegularExpressions;
using SynthGen.Documents.Encodings;
using SynthGen.Files;

namespace SynthGen.Documents.Sources;

/// <summary>Recognises documents that hold no text that could be read as it is, by their beginning.</summary>
internal static partial class ForeignDocument
{
    private const int FewestLost = 8;

    /// <summary>Returns what a document is and what to do with it.</summary>
    /// <returns>The error; null if the document may be text.</returns>
    public static SourceException? Describe(SourceBeginning beginning)
    {
        if (FileSignature.Recognize(beginning.Bytes) is { } signature)
            return new SourceException($"The document is {signature.Title}, not text.", Advice(signature));
        if (beginning.BeginsWith("<!DOCTYPE html", "<html") || Xhtml().IsMatch(beginning.Text))
            return new SourceException("The document is an HTML page without the classes of hOCR.", "Save it as text, or print it to a PDF; -InputFormat Text reads it with its tags.");
        if (beginning.BeginsWith("<?xml"))
            return new SourceException("The document is XML of a kind that is not known here.", $"Known are {string.Join(", ", DocumentSources.All)}; -InputFormat Text reads it with its tags.");
        if (TextCheck.IsBinary(beginning.Text))
            return new SourceException("The document is not text: it holds control characters.", "Export it as text or PDF. If it is text in another encoding, name it with -Encoding.");
        if (beginning.Bytes.Count("\uFFFD"u8) is > FewestLost and int lost && lost * 10 > beginning.Text.Length)
            return new SourceException("The document's characters were lost in an earlier conversion: much of it is U+FFFD.", "Take the original, and name its encoding where it is read, as with -Encoding.");
        return null;
    }

    private static string Advice(FileSignature signature) => signature.Kind switch
    {
        SignatureKind.Image => "Run OCR on it, as in tesseract scan.png scan hocr, and split the result.",
        SignatureKind.Pdf => "Take its text out with pdftotext, or run ocrmypdf on it.",
        SignatureKind.Document => "Convert it to a PDF, as with ps2pdf.",
        SignatureKind.Office => "Export it as PDF or as text.",
        SignatureKind.Zip or SignatureKind.Archive => "Unpack it, and split the files in it.",
        SignatureKind.Gzip => "It is compressed more than once: decompress it with gzip -d.",
        SignatureKind.Sqlite => "If New-PageIndex wrote it, open it with Get-PageIndex.",
        SignatureKind.Parquet => "If it is a dataset, read it with Import-ToolDataset.",
        _ => "Name the file that holds the document's text.",
    };

    [GeneratedRegex(@"^\s*<\?xml[^>]*>(?>(?:\s+|<!--.*?-->)*)(<!DOCTYPE\s+html|<html)\b", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Xhtml();
}
