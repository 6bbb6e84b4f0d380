using System.Net;
using System.Security;
using System.Text;
using CsCheck;
using SynthGen.Documents.Sources;

namespace SynthGen.Core.Tests.Documents.Sources;

/// <summary>Writes pages in each format and reads them back.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char["abcxyzABC019.,;:-'\"&<>()éßцλم\u00AD"], 1, 8];

    // Pages of paragraphs of lines of words.
    private static readonly Gen<string[][][][]> Documents = Word.Array[1, 5].Array[1, 4].Array[0, 3].Array[1, 6];

    [Fact]
    public void HOCR_gives_back_its_pages() => Check("Hocr", pages => "<!DOCTYPE html><html><head><title>t</title></head><body>" + string.Concat(pages.Select((page, i) =>
        $"<div class='ocr_page' title='ppageno {i}'>{string.Concat(page.Select(paragraph => $"<p class='ocr_par'>{string.Concat(paragraph.Select(line => $"<span class='ocr_line'>{string.Join(' ', line.Select(word => $"<span class='ocrx_word' title='x_wconf 50'>{WebUtility.HtmlEncode(word)}</span>"))}</span>\n"))}</p>"))}</div>")) + "</body></html>");

    [Fact]
    public void ALTO_gives_back_its_pages() => Check("Alto", pages => "<alto xmlns='http://www.loc.gov/standards/alto/ns-v4#'><Layout>" + string.Concat(pages.Select((page, i) =>
        $"<Page PHYSICAL_IMG_NR='{i + 1}'><PrintSpace>{string.Concat(page.Select(paragraph => $"<TextBlock>{string.Concat(paragraph.Select(line => $"<TextLine>{string.Join("<SP/>", line.Select(word => $"<String WC='0.5' CONTENT='{SecurityElement.Escape(word)}'/>"))}</TextLine>"))}</TextBlock>"))}</PrintSpace></Page>")) + "</Layout></alto>");

    [Fact]
    public void PAGE_gives_back_its_pages() => Check("PageXml", pages => "<PcGts>" + string.Concat(pages.Select(page =>
        $"<Page>{string.Concat(page.Select(paragraph => $"<TextRegion>{string.Concat(paragraph.Select(line => $"<TextLine>{string.Concat(line.Select(word => $"<Word><TextEquiv conf='0.5'><Unicode>{SecurityElement.Escape(word)}</Unicode></TextEquiv></Word>"))}</TextLine>"))}</TextRegion>"))}</Page>")) + "</PcGts>");

    [Fact]
    public void TSV_gives_back_its_pages() => Check("Tsv", pages => "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" + string.Concat(pages.Select((page, i) =>
        $"1\t{i + 1}\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n" + string.Concat(page.Select((paragraph, p) => string.Concat(paragraph.Select((line, l) => string.Concat(line.Select((word, w) => $"5\t{i + 1}\t{p + 1}\t1\t{l + 1}\t{w + 1}\t0\t0\t9\t9\t50\t{word}\n")))))))));

    private static void Check(string format, Func<string[][][][], string> write) => Documents.Sample(document =>
    {
        string[] expected = [.. document.Select(page => string.Join("\n\n", page.Select(paragraph => string.Join('\n', paragraph.Select(line => string.Join(' ', line))))))];
        List<SourcePage> pages = SourceKit.Read(write(document), format);
        return pages.Select(page => page.Text).SequenceEqual(expected)
            && pages.All(page => page.Confidence == (page.Text.Length == 0 ? null : 0.5));
    }, iter: 300, threads: 1);
}
