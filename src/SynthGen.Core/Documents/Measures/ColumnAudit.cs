using System.Globalization;

namespace SynthGen.Documents.Measures;

/// <summary>
/// Counts the pages of a document that were read across two columns. Of a long document it looks at a sample, because splitting
/// takes hardly more time than looking.
/// </summary>
internal sealed class ColumnAudit
{
    private const int MaxNamed = 5;
    private const int AllUpTo = 500;
    private const int OneIn = 16;

    private readonly List<string> _labels = [];
    private int _pages;
    private int _seen;

    /// <summary>Adds the next page, as it came.</summary>
    public void Add(OcrPage page)
    {
        if (++_seen > AllUpTo && _seen % OneIn != 0)
            return;
        if (!page.IsReadAcross)
            return;
        if (_pages++ < MaxNamed)
            _labels.Add(page.Label);
    }

    /// <summary>Returns a sentence about the pages, or null.</summary>
    public string? Describe()
    {
        if (_pages == 0)
            return null;

        string labels = string.Join(", ", _labels) + (_pages > MaxNamed ? ", …" : "");
        string count = _seen > AllUpTo ? "At least " : "";
        return $"{count}{(_pages == 1 ? "1 page was" : string.Create(CultureInfo.InvariantCulture, $"{_pages} pages were"))} read across two columns ({labels}): " +
            "sentences are mixed, so Quality is halved. Extract the text again in reading order: pdftotext without -layout, or tesseract with --psm 1.";
    }
}
