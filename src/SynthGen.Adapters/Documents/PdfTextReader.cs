using SynthGen.Documents.Sources;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace SynthGen.Adapters.Documents;

/// <summary>Reads the text layer of PDF documents through PdfPig, a page at a time.</summary>
public sealed class PdfTextReader : IPdfTextReader
{
    // Viewers look for the end of the file in its last kilobyte, and bear what other programs have put behind it.
    private const int EndReach = 64 * 1024;

    /// <inheritdoc/>
    public IEnumerable<SourcePage> Read(Stream stream)
    {
        if (!HasEnd(stream))
            throw new SourceException("The PDF breaks off: its end is missing.", "Copy it anew, or repair it, as in qpdf broken.pdf whole.pdf.");

        using PdfDocument document = Open(stream);
        PdfPageLabels labels = Guard(() => PdfPageLabels.Of(document), "its page labels");
        for (int number = 1; number <= document.NumberOfPages; number++)
        {
            string text = Guard(() => ReadPage(document, number), $"its page {number}");
            yield return new SourcePage(text) { Number = number, Label = labels[number - 1] };
        }
    }

    private static string ReadPage(PdfDocument document, int number)
    {
        Page page = document.GetPage(number);
        PdfTokens.CheckContent(document, page);
        return PdfPageText.Of(page);
    }

    private static PdfDocument Open(Stream stream)
    {
        try
        {
            return Guard(() => PdfDocument.Open(stream, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true }), "its structure");
        }
        catch (PdfDocumentEncryptedException error)
        {
            throw new SourceException("The PDF is encrypted, and needs a password.", "Decrypt it, as in qpdf --decrypt --password=... locked.pdf open.pdf.", error);
        }
    }

    // The library throws what the damage happens to lead to.
    private static T Guard<T>(Func<T> read, string part)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is EndOfStreamException or not (IOException or OutOfMemoryException or PdfDocumentEncryptedException))
        {
            throw new SourceException($"The PDF is damaged: {part} cannot be read.", "Repair it, as in qpdf broken.pdf whole.pdf, or take its text out with pdftotext.", error);
        }
    }

    private static bool HasEnd(Stream stream)
    {
        stream.Position = Math.Max(0, stream.Length - EndReach);
        byte[] end = new byte[(int)Math.Min(stream.Length, EndReach)];
        stream.ReadExactly(end);
        stream.Position = 0;
        return end.AsSpan().IndexOf("startxref"u8) >= 0;
    }
}
