using SynthGen.Documents;
using SynthGen.Documents.Marks;

namespace SynthGen.Core.Tests.Documents;

public sealed class NearMarkTests
{
    [Theory]
    [InlineData("=== PAGE 12a ===", 12, "12a")]
    [InlineData("=== PAGE 12 bis ===", 12, "12 bis")]
    [InlineData("=== PAGE 1,024 ===", 1024, "1024")]
    [InlineData("=== PAGE: 3 ===", 3, "3")]
    [InlineData("=== PAGE # 3 ===", 3, "3")]
    [InlineData("=== PAGE No. 3 ===", 3, "3")]
    [InlineData("=== PAGE - 3 ===", 3, "3")]
    [InlineData("=== PAGE 3-4 ===", 3, "3-4")]
    [InlineData("=== PAGE 3 – 4 ===", 3, "3 – 4")]
    [InlineData("=== PAGE C-3 ===", 3, "C-3")]
    [InlineData("=== PAGE 1O ===", 10, "10")]
    [InlineData("=== PAGE l2 ===", 12, "12")]
    [InlineData("\uFEFF=== PAGE 3 ===", 3, "3")]
    [InlineData("\u200B=== PAGE 3 ===\u200B", 3, "3")]
    [InlineData("=== PAGE ٣ ===", 3, "3")]
    [InlineData("--- Page 12a of 20 ---", 12, "12a")]
    [InlineData("[[Page 12a]]", 12, "12a")]
    [InlineData("## Page 12a", 12, "12a")]
    [InlineData("<page n=\"12a\">", 12, "12a")]
    public void A_clear_form_is_taken(string line, int number, string label)
    {
        (List<OcrPage> pages, string[] warnings) = Split($"first\n{line}\ntext\n", Kind(line));
        Assert.Equal([(0, "0", "first"), (number, label, "text")], pages.Select(page => (page.Number, page.Label, page.Text)));
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("=== PAGE 2147483648 ===")]
    [InlineData("=== PAGE -1 ===")]
    [InlineData("=== PAGE ===")]
    [InlineData("=== PAGE 3")]
    [InlineData("PAGE 3 ===")]
    [InlineData("= PAGE 3 =")]
    [InlineData("=== PAGES 3 ===")]
    [InlineData("=== PAGE 3 === more")]
    [InlineData("=== PAGE 3.2 ===")]
    [InlineData("--- Page 2147483648 ---")]
    [InlineData("--- Page 3")]
    [InlineData("[Page 3")]
    [InlineData("[[Page 3x5]]")]
    [InlineData("{3x5}--------------------")]
    [InlineData("<page n=\"2147483648\">")]
    [InlineData("<!-- page 3x5 -->")]
    [InlineData("## Page 2147483648")]
    [InlineData("Page 2147483648")]
    public void Another_form_stays_in_the_text_and_is_named_with_its_line(string line)
    {
        PageMarkerKind kind = Kind(line);
        string mark = Marks[kind];
        (List<OcrPage> pages, string[] warnings) = Split($"{mark}\none\n{line}\ntwo\n", kind);
        Assert.Equal($"one\n{line}\ntwo", Assert.Single(pages).Text);
        Assert.Contains($"line 3 '{line}'", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void One_warning_names_the_first_and_counts_the_rest()
    {
        string text = "=== PAGE 1 ===\n" + string.Concat(Enumerable.Range(1, 1000).Select(i => $"text\n=== PAGE {i} \n")) + "=== PAGE 2 ===\ntwo\n=== PAGE\n";
        (List<OcrPage> pages, string[] warnings) = Split(text, PageMarkerKind.EqualSigns);
        Assert.Equal(2, pages.Count);
        Assert.Equal(
            "Not taken as page marks, but nearly: line 3 '=== PAGE 1', line 5 '=== PAGE 2', line 7 '=== PAGE 3', and 998 more. " +
            "They stay in the text: -MarkerPattern takes other forms.",
            Assert.Single(warnings));
    }

    [Fact]
    public void A_range_covers_its_pages()
    {
        (List<OcrPage> pages, string[] warnings) = Split("=== PAGE 3-4 ===\na\n=== PAGE 5 ===\nb\n=== PAGE 6a ===\nc\n=== PAGE 7 ===\nd", PageMarkerKind.EqualSigns);
        Assert.Equal(["3-4", "5", "6a", "7"], pages.Select(page => page.Label));
        Assert.Empty(warnings);
    }

    [Fact]
    public void A_foot_that_does_not_rise_is_text()
    {
        string text = "one\n\nPage 1 of 3\n\ntwo, as on\n\nPage 1 of 3\n\nPage 2 of 3\n\nthree\n\nPage 3 of 3\n";
        (List<OcrPage> pages, string[] warnings) = Split(text, PageMarkerKind.Auto);
        Assert.Equal(["one", "two, as on\n\nPage 1 of 3", "three"], pages.Select(page => page.Text));
        Assert.Contains("line 7", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_foot_that_was_lost_costs_one_page()
    {
        string text = string.Concat(new[] { 1, 2, 4, 5, 6 }.Select(i => $"text {i}\n\n- {i} -\n\n"));
        (List<OcrPage> pages, string[] warnings) = Split(text, PageMarkerKind.Auto);
        Assert.Equal([1, 2, 4, 5, 6], pages.Select(page => page.Number));
        Assert.Contains("missing: 3", Assert.Single(warnings), StringComparison.Ordinal);
    }

    private static readonly Dictionary<PageMarkerKind, string> Marks = new()
    {
        [PageMarkerKind.EqualSigns] = "=== PAGE 1 ===",
        [PageMarkerKind.Dash] = "--- Page 1 ---",
        [PageMarkerKind.Signs] = "[[Page 1]]",
        [PageMarkerKind.Braces] = "{0}--------------------",
        [PageMarkerKind.Tag] = "<page n=\"1\">",
        [PageMarkerKind.PageLine] = "Page 1",
    };

    private static PageMarkerKind Kind(string line) => line.Trim('\uFEFF', '\u200B') switch
    {
        ['[', '[', ..] => PageMarkerKind.Signs,
        ['[' or '-', ..] => PageMarkerKind.Dash,
        ['{', ..] => PageMarkerKind.Braces,
        ['<', ..] => PageMarkerKind.Tag,
        ['#', ..] or "Page 2147483648" => PageMarkerKind.PageLine,
        _ => PageMarkerKind.EqualSigns,
    };

    private static (List<OcrPage> Pages, string[] Warnings) Split(string text, PageMarkerKind kind)
    {
        using DocumentSplit split = new("doc", new DocumentSplitOptions { Marker = PageMarker.Of(kind) });
        split.Splitter.Write(text);
        split.Splitter.Complete();
        List<OcrPage> pages = [];
        while (split.TryRead(out OcrPage? page))
            pages.Add(page);
        return (pages, [.. split.Warnings()]);
    }
}
