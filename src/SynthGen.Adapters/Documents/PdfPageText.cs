using System.Text;
using SynthGen.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;

namespace SynthGen.Adapters.Documents;

/// <summary>Makes text of the words on a page of a PDF.</summary>
/// <remarks>
/// Programs and OCR engines write the words of a page in the order in which they are read, which no analysis of the layout
/// finds as well: columns come one after the other, and the cells of a row together. Only where the words jump about, as
/// with programs that write one font after the other, the layout decides.
/// </remarks>
internal static class PdfPageText
{
    // Columns, notes, heads and feet begin above what was written before; hardly more than that do.
    private const int JumpsAllowed = 4;
    private const int LinesEachJump = 6;

    /// <summary>Returns the text of a page: one line on each, and a blank line between paragraphs.</summary>
    public static string Of(Page page)
    {
        if (page.Letters.Count == 0)
            return "";

        Dictionary<Letter, int> order = new(ReferenceEqualityComparer.Instance);
        foreach (Letter letter in page.Letters)
            order.TryAdd(letter, order.Count);
        List<PdfWord> words = [.. NearestNeighbourWordExtractor.Instance.GetWords(page.Letters)
            .Where(word => !string.IsNullOrWhiteSpace(word.Text))
            .OrderBy(word => order.GetValueOrDefault(word.Letters[0], int.MaxValue))
            .Select(word => new PdfWord(word))];
        if (words.Count == 0)
            return "";

        // A scan may lie on its side.
        TextOrientation turned = words.CountBy(word => word.Word.TextOrientation).MaxBy(count => count.Value).Key;
        foreach (PdfWord word in words)
            word.Turn(turned);
        List<PdfLine> lines = PdfLine.Group(words);
        int jumps = lines.Zip(lines.Skip(1)).Count(pair => pair.Second.Top > pair.First.Top + pair.First.Height);
        return Clean(jumps > Math.Max(JumpsAllowed, lines.Count / LinesEachJump) ? ByLayout(words) : PdfLine.Join(lines));
    }

    private static string ByLayout(List<PdfWord> words) => string.Join("\n\n", UnsupervisedReadingOrderDetector.Instance
        .Get(DocstrumBoundingBoxes.Instance.GetBlocks([.. words.Select(word => word.Word)]))
        .OrderBy(block => block.ReadingOrder)
        .Select(block => string.Join('\n', block.TextLines.Select(line => line.Text))));

    // The glyphs of ligatures are a matter of the font.
    private static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (char c in text)
        {
            if (PlainText.OfLigature(c) is { Length: > 0 } letters)
                clean.Append(letters);
            else if (c == '\n' || !char.IsControl(c))
                clean.Append(c);
        }

        return clean.ToString();
    }
}
