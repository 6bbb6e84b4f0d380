using CsCheck;
using SynthGen.Documents;
using SynthGen.Documents.Marks;

namespace SynthGen.Core.Tests.Documents;

public sealed class MarkerDetectorTests
{
    private const string Prose = "The tenant shall pay the rent on the first day of each month, without deduction or set-off of any kind.";

    // Writers of marks: the mark of a page, where it stands, and the label of the first page.
    private static readonly (string Name, Func<int, string> Mark, PageMarkerPosition At, int First)[] Writers =
    [
        ("EqualSigns", n => $"=== PAGE {n} ===", PageMarkerPosition.Start, 3),
        ("Dash", n => $"--- Page {n} of 99 ---", PageMarkerPosition.Start, 3),
        ("Dash", n => $"[Page {n}]", PageMarkerPosition.Start, 3),
        ("Signs", n => $"[[Page {n}]]", PageMarkerPosition.Start, 3),
        ("Signs", n => $"**Page {n}**", PageMarkerPosition.Start, 3),
        ("Tag", n => $"<page number=\"{n}\">", PageMarkerPosition.Start, 3),
        ("Tag", n => $"<!-- Page {n} -->", PageMarkerPosition.Start, 3),
        ("Braces", n => $"{{{n}}}----------------", PageMarkerPosition.Start, 0),
        ("EndOfPage", n => $"--- end of page={n} ---", PageMarkerPosition.End, 0),
        ("PageBreak", _ => "<!-- page break -->", PageMarkerPosition.End, 1),
        ("Edgar", _ => "<PAGE>", PageMarkerPosition.End, 1),
        ("FormFeed", _ => "\f", PageMarkerPosition.End, 1),
        ("PageLine", n => $"## Page {n}", PageMarkerPosition.Start, 3),
        ("PageLine", n => $"Page {n} of 99", PageMarkerPosition.End, 3),
        ("Number", n => $"- {n} -", PageMarkerPosition.End, 3),
        ("Rule", _ => "---", PageMarkerPosition.End, 1),
    ];

    private static readonly Gen<string> Pages = Gen.OneOf(
        Prose, "Prose that mentions page 3 of 10 and - 3 - and === PAGE 3 === within a sentence of its own.", "Rent | Due\n---|---\n4,250 | 1st",
        "- 3\n- 4\n- 5", "1\n2\n3", "[1] Smith v. Jones, 12 F.3d 4.", "é 漢字 😀", "a", "(3)", "Section 7.2", "C-3", "==", "= 3", "-- ", "Folio").List[1, 6]
        .Select(lines => string.Join("\n", lines) + "\n" + Prose);

    [Fact]
    public void Pages_written_with_any_mark_come_back() =>
        Gen.Select(Gen.OneOf(Writers), Pages.List[3, 12], Gen.Int[1, 90], Gen.OneOf("\n", "\r\n", "\r"), Gen.Bool).Sample((writer, pages, length, lineEnd, isTight) =>
        {
            string text = Write(writer.Mark, writer.At, writer.First, pages, isTight).Replace("\n", lineEnd, StringComparison.Ordinal);
            bool isZeroBased = writer.First == 0;
            string[] expected = [.. pages.Select((page, i) => $"{writer.First + i + (isZeroBased ? 1 : 0)}|{writer.First + i}|{i + 1}|{page}")];
            Assert.Equal(expected, SplitterTestKit.ByText(text, null).Select(PrintPage));
            Assert.Equal(expected, SplitterTestKit.ByText(text, null, length).Select(PrintPage));
            Assert.Equal(expected, SplitterTestKit.ByLines(text, null).Select(PrintPage));
        });

    [Fact]
    public void A_document_of_thousands_of_lines_is_read_as_a_short_one()
    {
        foreach ((string name, Func<int, string> mark, PageMarkerPosition at, int first) in Writers.Where(writer => writer.Name != "Rule"))
        {
            string[] pages = [.. Enumerable.Range(0, 60).Select(i => string.Join("\n", Enumerable.Repeat(Prose, 40)) + $" {i}")];
            using PageSplitter splitter = new(null);
            Assert.Equal(pages, SplitterTestKit.All(splitter, Write(mark, at, first, pages, isTight: false)).Select(page => page.Text));
            Assert.StartsWith(name, splitter.Marker!.Name, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("As stated on\npage 3 of 10 the tenant\nshall pay.\n\nPage 4 of 10 shows the rent, and\npage 5 of 10\nthe rest, see page 2 of 10.")]
    [InlineData("# Lease\n\nIntro.\n\n---\n\n## Rent\n\nText.\n\n---\n\n## Term\n\nText.\n\n---\n\n## Notices\n\nText.")]
    [InlineData("---\ntitle: Lease\ndate: 2020\n---\n\nText.\n\nMore.")]
    [InlineData("---\ntitle: Lease\n---\nText.\n\nHeading\n---\n\nText\n\nOther\n---\n\nEnd")]
    [InlineData("| Page | Rent |\n|---|---|\n| 1 | 4 |\n| 2 | 5 |\n| 3 | 6 |")]
    [InlineData("| 1 |\n| 2 |\n| 3 |\n| 4 |")]
    [InlineData("Text\n\n```\n## Page 1\n\nx\n\n## Page 2\n\nx\n\n## Page 3\n```\n\nText")]
    [InlineData("Text\n\n```\n---\n\na\n\n---\n\nb\n\n---\n```\n\nText")]
    [InlineData("- 1 apple\n- 2 pears\n- 3\n- 4\n- 5")]
    [InlineData("[1]\nSmith\n[2]\nJones\n[3]\nDoe\n[4]\nRoe")]
    [InlineData("1\n\ntext\n\n2\n\ntext\n\n3\n\ntext\n\n4")]
    [InlineData("Section 1\n\ntext\n\nSection 2\n\ntext\n\nSection 3\n\ntext")]
    [InlineData("(1)\n\ntext\n\n(2)\n\ntext\n\n(3)\n\ntext")]
    [InlineData("Contents\n\nPage 1\nPage 2\nPage 3\nPage 4\n\nText")]
    [InlineData("text\n\n---\n\ntext")]
    public void Text_that_looks_like_marks_is_one_page(string text) =>
        Assert.Equal(text.Trim(), Assert.Single(SplitterTestKit.ByText(text, null)).Text);

    [Theory]
    [InlineData("Page 1 of 3\n\none\n\nPage 2 of 3\n\ntwo\n\nPage 3 of 3\n\nthree", PageMarkerPosition.Start)]
    [InlineData("one\n\nPage 1 of 3\n\ntwo\n\nPage 2 of 3\n\nthree\n\nPage 3 of 3", PageMarkerPosition.End)]
    [InlineData("one\n\n=== PAGE 1 ===\n\ntwo\n\n=== PAGE 2 ===\n\n", PageMarkerPosition.End)]
    [InlineData("cover\n\n=== PAGE 1 ===\n\none\n\n=== PAGE 2 ===\n\ntwo", PageMarkerPosition.Start)]
    public void Whether_marks_begin_or_end_pages_is_found_out(string text, PageMarkerPosition at)
    {
        using PageSplitter splitter = new(null);
        SplitterTestKit.All(splitter, text);
        Assert.Equal(at, splitter.At);
    }

    [Theory]
    [InlineData(PageMarkerPosition.Start, "0 one", "1 two", "2 three")]
    [InlineData(PageMarkerPosition.End, "1 one", "2 two", "3 three")]
    public void Where_marks_stand_can_be_given(PageMarkerPosition at, params string[] expected)
    {
        foreach (PageMarker? marker in new[] { null, PageMarker.Of(PageMarkerKind.EqualSigns), PageMarker.FromPattern(@"=+ page (?<page>\d) =+") })
        {
            using PageSplitter splitter = new(marker) { MarkerAt = at };
            Assert.Equal(expected, SplitterTestKit.All(splitter, "one\n=== PAGE 1 ===\ntwo\n=== PAGE 2 ===\nthree\n").Select(page => $"{page.Number} {page.Text}"));
        }
    }

    [Theory]
    [InlineData("a\n=== PAGE 1 ===\nb\n[Page 1]\nc\n=== PAGE 2 ===\nd\n[Page 2]\ne", "marks of Dash (--- Page 3 --- or [Page 3]) are as many")]
    [InlineData("a\n\n---\n\nb\n\n---\n\nc", "rules in Markdown")]
    [InlineData("a\fb", "there is only one")]
    [InlineData("text\n=== PAGE 7 ===\ntext", "there is only one")]
    [InlineData("a\n\nPage 1 of 9\n\nb\n\nPage 2 of 9", "there are only two")]
    [InlineData("a\f", null)]
    [InlineData("=== PAGE 7 ===\ntext", null)]
    [InlineData("a\n<!-- page break -->\nb\n<!-- page break -->\nc", null)]
    public void A_doubtful_choice_is_a_warning(string text, string? expected)
    {
        using DocumentSplit split = new("doc", new DocumentSplitOptions());
        split.Splitter.Write(text);
        split.Splitter.Complete();
        while (split.TryRead(out _))
        {
        }

        string? warning = split.Warnings().SingleOrDefault(one => one.Contains("seem to be", StringComparison.Ordinal));
        if (expected is null)
            Assert.Null(warning);
        else
            Assert.Contains(expected, warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_many_pieces_is_searched_once()
    {
        using PageSplitter splitter = new(null);
        string piece = new('x', 1 << 10);
        for (int i = 0; i < 50_000; i++)
        {
            splitter.Write(piece);
            Assert.False(splitter.TryRead(out _));
        }

        // A search from the beginning for each piece would take 1.3 TB of reading: the test would not end.
        splitter.Complete();
        Assert.True(splitter.TryRead(out OcrPage? page));
        Assert.Equal(50_000 << 10, page.CharCount);
    }

    private static string Write(Func<int, string> mark, PageMarkerPosition at, int first, IReadOnlyList<string> pages, bool isTight)
    {
        string gap = isTight ? "\n" : "\n\n";
        return string.Concat(pages.Select((page, i) => at == PageMarkerPosition.Start
            ? $"{mark(first + i)}{gap}{page}{gap}"
            : i == pages.Count - 1 && mark(0) == mark(1) ? page : $"{page}{gap}{mark(first + i)}{gap}"));
    }

    private static string PrintPage(OcrPage page) => $"{page.Number}|{page.Label}|{page.Ordinal}|{page.Text}";
}
