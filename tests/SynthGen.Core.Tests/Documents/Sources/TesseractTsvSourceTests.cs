using System.Text;
using SynthGen.Documents.Sources;

namespace SynthGen.Core.Tests.Documents.Sources;

public sealed class TesseractTsvSourceTests
{
    private const string Header = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    [Fact]
    public void Words_become_lines_and_paragraphs_with_their_text_raw()
    {
        List<SourcePage> pages = Read(
            Header + Row(1, 1, 0, 0, 0, -1, "") + Row(5, 1, 1, 1, 1, 90, "\"The") + Row(5, 1, 1, 1, 1, 70, "a\tb\"") + Row(5, 1, 1, 1, 2, 80, "next")
            + Row(5, 1, 1, 2, 1, 95, " ") + Row(5, 1, 2, 1, 1, 80, "other") + Row(1, 2, 0, 0, 0, -1, "") + Row(1, 3, 0, 0, 0, -1, "") + Row(5, 3, 1, 1, 1, 50, "last"));
        Assert.Equal(["\"The a b\"\nnext\n\nother", "", "last"], pages.Select(page => page.Text));
        Assert.Equal([1, 2, 3], pages.Select(page => page.Number));
        Assert.Equal([0.8, null, 0.5], pages.Select(page => page.Confidence is { } value ? Math.Round(value, 6) : (double?)null));
        Assert.Equal([2, 8, 9], pages.Select(page => page.Line));
    }

    [Fact]
    public void Tables_of_several_runs_are_one_document()
    {
        string run = Header + Row(1, 1, 0, 0, 0, -1, "") + Row(5, 1, 1, 1, 1, 90, "page");
        Assert.Equal([1, null, null], Read(run + run + run).Select(page => page.Number));
    }

    [Fact]
    public void A_row_that_breaks_off_is_an_error_and_its_page_is_left_out()
    {
        List<SourcePage> pages = [];
        SourceException error = Assert.Throws<SourceException>(() => SourceKit.ReadInto(
            pages, Encoding.UTF8.GetBytes(Header + Row(5, 1, 1, 1, 1, 90, "one") + Row(5, 2, 1, 1, 1, 90, "two") + "5\t2\t1"), "Tsv"));
        Assert.Equal("one", Assert.Single(pages).Text);
        Assert.Contains("Line 4", error.Message);
    }

    private static string Row(int level, int page, int block, int paragraph, int line, double confidence, string text) =>
        FormattableString.Invariant($"{level}\t{page}\t{block}\t{paragraph}\t{line}\t1\t0\t0\t9\t9\t{confidence}\t{text}\n");

    private static List<SourcePage> Read(string document) => SourceKit.Read(document, "Tsv");
}
