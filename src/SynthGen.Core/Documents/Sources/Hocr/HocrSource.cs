namespace SynthGen.Documents.Sources.Hocr;

/// <summary>hOCR: HTML whose classes say what is a page, a line and a word, as tesseract, OCRmyPDF, kraken and others write it.</summary>
public sealed class HocrSource() : DocumentSource("Hocr", "an hOCR file")
{
    /// <inheritdoc/>
    public override bool Recognizes(SourceBeginning beginning) =>
        beginning.BeginsWith("<") && (Has(beginning, "ocr_page") || Has(beginning, "ocr-system") || Has(beginning, "ocr_line") || Has(beginning, "ocrx_word"));

    /// <inheritdoc/>
    public override IEnumerable<SourcePage> Read(Stream stream, SourceContext context)
    {
        using StreamReader text = context.OpenText(stream, leaveOpen: true);
        MarkupReader reader = new(text);
        HocrPages pages = new(reader);
        while (pages.Read() is { } page)
            yield return page;
    }

    private static bool Has(SourceBeginning beginning, string name) => beginning.Text.Contains(name, StringComparison.Ordinal);
}
