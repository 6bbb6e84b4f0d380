namespace SynthGen.Documents.Sources;

/// <summary>PDF documents with a text layer, as OCR adds it to scans, or as programs print them.</summary>
public sealed class PdfSource() : DocumentSource("Pdf", "a PDF document")
{
    // The head may stand behind other bytes, as viewers allow.
    private const int HeadReach = 1024;

    /// <inheritdoc/>
    public override bool NeedsSeeking => true;

    /// <inheritdoc/>
    public override bool Recognizes(SourceBeginning beginning) =>
        beginning.Bytes.StartsWith("%PDF-"u8) ||
        (beginning.Bytes[..Math.Min(HeadReach, beginning.Bytes.Length)].IndexOf("%PDF-1."u8) > 0 && beginning.Bytes.IndexOf(" obj"u8) > 0);

    /// <inheritdoc/>
    public override IEnumerable<SourcePage> Read(Stream stream, SourceContext context)
    {
        int pages = 0, blank = 0;
        foreach (SourcePage page in context.Pdf().Read(stream))
        {
            pages++;
            blank += string.IsNullOrWhiteSpace(page.Text) ? 1 : 0;
            yield return page;
        }

        if (blank == pages && pages > 0)
            context.Warn("This PDF has no text layer: run OCR first, as in ocrmypdf scan.pdf ocr.pdf.");
        else if (blank > 0)
            context.Warn($"{blank} of {pages} pages have no text layer and are blank. If they are scans, run OCR on them, as in ocrmypdf --skip-text scan.pdf ocr.pdf.");
    }
}
