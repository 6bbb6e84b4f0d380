using System.Text;
using CsCheck;
using SynthGen.Documents;
using SynthGen.Documents.Marks;
using SynthGen.Documents.Numbers;

namespace SynthGen.Core.Tests.Documents;

public sealed class PageSplitterTests
{
    // Pieces of documents that are hard for a splitter: parts of markers, all line ends, characters of several bytes.
    private static readonly Gen<string> Documents = Gen.OneOf(
        "=== PAGE 1 ===", "=== PAGE 2 ===", "== page iv ==", "=== PAGE 12 of 20 ===", "=== PAGE", "===", "==", "=", " ", "  ",
        "--- Page 3 ---", "[Page 4]", "---", "\n---\n", "\n- 3 -\n", "\n- 4 -\n", "\nPage 5 of 9\n", "\nPage 6 of 9\n", "\n## Page 7\n", "\n<PAGE>\n", "\n12\n<PAGE>\n",
        "\n<!-- page break -->\n", "\n<!-- PageNumber=\"7\" -->\n", "\n{0}--------\n", "\n{1}--------\n", "\n--- end of page=0 ---\n", "\n<pb n='3'/>\n", "</page>", "\n```\n",
        "[OCR skipped on page(s) 2-4]", "=== PAGE -1", "title: x", "\n|3|\n", "page", "\f", "\n", "\n", "\n", "\r\n", "\r\n", "\r", "\r", "\n\r", "\t", "\0",
        "text", "a line of text\n", "é", "漢字", "😀", "\u00A0", "\u2028", "\u0085", "\uFFFD", "x\uFEFFy").List[0, 40]
        .Select(pieces => string.Concat(pieces));

    private static readonly Gen<PageMarker?> Markers = Gen.OneOf(
        [SplitterTestKit.Auto, SplitterTestKit.Auto, .. PageMarkers.All.Select(entry => entry.Marker), PageMarker.FromPattern(@"=+ page (?<page>\w+).*=+"), PageMarker.FromPattern("-+")]);

    [Fact]
    public void Where_the_pieces_end_makes_no_difference() =>
        Gen.Select(Documents, Markers, Gen.Int[1, 70]).Sample((text, marker, length) =>
            AssertSame(SplitterTestKit.ByText(text, marker), SplitterTestKit.ByText(text, marker, length)));

    [Fact]
    public void Lines_give_the_pages_of_the_text() =>
        Gen.Select(Documents, Markers).Sample((text, marker) =>
            AssertSame(SplitterTestKit.ByText(text, marker), SplitterTestKit.ByLines(text, marker)));

    [Fact]
    public void Files_give_the_pages_of_the_text_whatever_the_block_size() =>
        Gen.Select(Documents, Markers, Gen.Int[4, 70], Gen.OneOf<Encoding>(
            new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32))
        .Sample((text, marker, blockSize, encoding) =>
        {
            // A UTF-16 mark and a NUL are the mark of UTF-32.
            if (text.StartsWith('\0'))
                return;
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
            AssertSame(SplitterTestKit.ByText(text, marker), SplitterTestKit.ByFile(bytes, marker, blockSize));
        });

    [Fact]
    public void Any_bytes_are_a_document() =>
        Gen.Select(Gen.Byte.Array[0, 200], Markers, Gen.Int[4, 20]).Sample((bytes, marker, blockSize) =>
        {
            AssertSame(
                SplitterTestKit.ByFile(bytes, marker, 1 << 16, Encoding.UTF8),
                SplitterTestKit.ByFile(bytes, marker, blockSize, Encoding.UTF8));
        });

    [Fact]
    public void No_line_is_lost_and_none_is_made_up() =>
        Documents.Sample(text =>
        {
            // Blank lines around a page do not belong to it.
            static bool IsText(string line) => line.Any(c => !char.IsWhiteSpace(c) && c != '\uFEFF');
            IEnumerable<string> expected = SplitterTestKit.Lines(text)
                .Where(line => IsText(line) && !EqualSignsMarker.Instance.TryParse(line, out _));
            IEnumerable<string> actual = SplitterTestKit.ByText(text, SplitterTestKit.Equals_)
                .SelectMany(page => page.Text.Split('\n')).Where(IsText);
            Assert.Equal(expected, actual);
        });

    [Fact]
    public void A_page_is_out_as_soon_as_the_next_marker_is_in()
    {
        using PageSplitter splitter = new(SplitterTestKit.Equals_);
        splitter.WriteLine("=== PAGE 1 ===");
        splitter.WriteLine("one");
        Assert.False(splitter.TryRead(out _));
        splitter.WriteLine("=== PAGE 2 ===");
        Assert.True(splitter.TryRead(out OcrPage? page));
        Assert.Equal((1, "one"), (page.Number, page.Text));
    }

    [Fact]
    public void Text_before_the_first_marker_is_page_zero()
    {
        List<OcrPage> pages = SplitterTestKit.ByText("\nscan 7\n=== PAGE 5 ===\n\n  five\n\nmore \n\n", SplitterTestKit.Equals_);
        Assert.Equal(["0|0|1|doc|scan 7", "5|5|3|doc|  five\n\nmore "], pages.Select(SplitterTestKit.Print));
    }

    [Fact]
    public void The_preamble_can_be_dropped()
    {
        using PageSplitter splitter = new(SplitterTestKit.Equals_, skipPreamble: true);
        splitter.Write("scan 7\n=== PAGE 5 ===\nfive");
        splitter.Complete();
        Assert.True(splitter.TryRead(out OcrPage? page));
        Assert.Equal(5, page.Number);
        Assert.False(splitter.TryRead(out _));
    }

    [Fact]
    public void Blank_lines_before_the_first_marker_are_no_page() =>
        Assert.Single(SplitterTestKit.ByText("\uFEFF\n  \n=== PAGE 1 ===\nx", SplitterTestKit.Equals_));

    [Fact]
    public void Marked_pages_without_text_are_kept() =>
        Assert.Equal([1, 2, 3], SplitterTestKit.ByText("== page 1 ==\n== page 2 ==\n\n== page 3 ==", SplitterTestKit.Equals_)
            .Select(page => page.Number));

    [Theory]
    [InlineData("one\n\ftwo\n\f", "1|1|1|doc|one", "2|2|2|doc|two")]
    [InlineData("one\ftwo\n\n\n\f\n\n", "1|1|1|doc|one", "2|2|1|doc|two")]
    [InlineData("\f\fthree", "1|1|1|doc|", "2|2|1|doc|", "3|3|1|doc|three")]
    public void Form_feeds_end_pages_that_count_from_one(string text, params string[] expected) =>
        Assert.Equal(expected, SplitterTestKit.ByText(text, SplitterTestKit.FormFeed).Select(SplitterTestKit.Print));

    [Theory]
    [InlineData("x\n[Page 1]\na\f\n[Page 2]\nb", "Dash")]
    [InlineData("== page 1 ==\na\f\n\f== page 2 ==\nb\n", "EqualSigns")]
    [InlineData("one\n\ftwo [Page 3]\n\f", "FormFeed")]
    [InlineData("cover\n== page 1 ==\n", "EqualSigns")]
    [InlineData("no marker", "EqualSigns")]
    public void The_marker_is_found_out(string text, string expected)
    {
        using PageSplitter splitter = new(SplitterTestKit.Auto);
        splitter.Write(text);
        splitter.Complete();
        while (splitter.TryRead(out _))
        {
        }

        Assert.StartsWith(expected, splitter.Marker!.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_marker_that_comes_late_is_found_out_as_soon_as_it_comes()
    {
        using PageSplitter splitter = new(SplitterTestKit.Auto);
        for (int i = 0; i < 1000; i++)
            splitter.WriteLine("text");
        Assert.False(splitter.TryRead(out _));
        splitter.WriteLine("--- Page 2 ---");
        Assert.True(splitter.TryRead(out OcrPage? page));
        Assert.Equal((0, 1000), (page.Number, page.Text.Split('\n').Length));
    }

    [Fact]
    public void Lines_of_ten_megabytes_are_text()
    {
        string line = new string('=', 5_000_000) + new string('x', 5_000_000);
        byte[] bytes = Encoding.UTF8.GetBytes($"=== PAGE 1 ===\n{line}\n=== PAGE 2 ===\n\0\0\n");
        List<OcrPage> pages = SplitterTestKit.ByFile(bytes, SplitterTestKit.Equals_, 1 << 18);
        Assert.Equal([line, "\0\0"], pages.Select(page => page.Text));
        Assert.Equal([1, 3], pages.Select(page => page.Line));
    }

    [Fact]
    public void A_page_longer_than_the_limit_is_an_error_and_takes_no_more_memory()
    {
        using PageSplitter splitter = new(SplitterTestKit.Equals_, maxPageLength: 100_000);
        Assert.Throws<PageTooLongException>(() =>
        {
            for (int i = 0; i < 100_000; i++)
            {
                splitter.WriteLine("text without end");
                Assert.False(splitter.TryRead(out _));
            }
        });
    }

    [Fact]
    public void Latin_1_is_read_when_asked_for() =>
        Assert.Equal("café", SplitterTestKit.ByFile(Encoding.Latin1.GetBytes("café"), SplitterTestKit.Equals_, 4, Encoding.Latin1).Single().Text);

    private static void AssertSame(List<OcrPage> expected, List<OcrPage> actual) =>
        Assert.Equal(expected.Select(SplitterTestKit.Print), actual.Select(SplitterTestKit.Print));
}
