using System.Globalization;

namespace SynthGen.Documents.Sources;

/// <summary>The table that tesseract writes as TSV: a row for each page, block, paragraph, line and word.</summary>
public sealed class TesseractTsvSource() : DocumentSource("Tsv", "a TSV file of tesseract")
{
    private const string Header = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\t";
    private const int WordLevel = 5;

    /// <inheritdoc/>
    public override bool Recognizes(SourceBeginning beginning) => beginning.Text.StartsWith(Header, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override IEnumerable<SourcePage> Read(Stream stream, SourceContext context)
    {
        using StreamReader reader = context.OpenText(stream, leaveOpen: true);
        PhysicalNumber numbers = new(first: 1);
        PageBuilder? page = null;
        string[] last = [];
        long line = 0, begin = 0;
        int? number = null;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            // Several tables in one file each begin with page 1.
            if (text.StartsWith(Header, StringComparison.OrdinalIgnoreCase))
            {
                last = [];
                continue;
            }

            // The text is as it was read, with tabs and quotes.
            string[] cells = text.Split('\t', 12);
            if (cells.Length < 11 || !int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out int level) || !int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out int image))
                throw new SourceException($"Line {line} is not a row of tesseract's table.", "Check that the file was written and copied whole; the page of that line is left out.");
            if (last.Length == 0 || cells[1] != last[1])
            {
                if (page is not null)
                    yield return Finish(page, number, begin);
                (page, begin, number) = (new PageBuilder(), line, numbers.Of(image));
            }
            else if (cells[2] != last[2] || cells[3] != last[3])
            {
                page!.EndParagraph();
            }
            else if (cells[4] != last[4])
            {
                page!.EndLine();
            }

            last = cells;
            if (level == WordLevel && cells.Length == 12)
                page!.AddWord(cells[11], double.TryParse(cells[10], NumberStyles.Float, CultureInfo.InvariantCulture, out double confidence) ? confidence / 100 : null);
        }

        if (page is not null)
            yield return Finish(page, number, begin);
    }

    private static SourcePage Finish(PageBuilder page, int? number, long line) => new(page.ToString()) { Number = number, Line = line, Confidence = page.Confidence };
}
