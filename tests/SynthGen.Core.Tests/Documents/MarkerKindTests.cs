using SynthGen.Documents;
using SynthGen.Documents.Marks;
using SynthGen.Documents.Numbers;

namespace SynthGen.Core.Tests.Documents;

/// <summary>Each look of a mark, found by Auto in a document of three pages.</summary>
public sealed class MarkerKindTests
{
    private static readonly string[] Texts =
    [
        "The tenant shall pay the rent of $4,250.00 to Ashgrove Estates on the first day of each month, without deduction.",
        "The landlord shall keep the roof of 14 Quarry Lane wind and water tight, as Section 7.2 provides.",
        "Either party may end this lease on ninety (90) days' written notice served at the address in Schedule B.",
    ];

    /// <summary>The looks of marks with the number 7, and their kinds.</summary>
    public static TheoryData<string, string> Numbered { get; } = new()
    {
        { "=== PAGE 7 ===", "EqualSigns" },
        { "== page 7 of 10 ==", "EqualSigns" },
        { "=== Seite 7 ===", "EqualSigns" },
        { "=== Page: 7 ===", "EqualSigns" },
        { "=== page no. 7 ===", "EqualSigns" },
        { "--- Page 7 ---", "Dash" },
        { "-----Page 7-----", "Dash" },
        { "—— Page 7 ——", "Dash" },
        { "------ Page 7 of 10 ------", "Dash" },
        { "[Page 7]", "Dash" },
        { "[Page 7 of 10]", "Dash" },
        { "[p. 7]", "Signs" },
        { "[page: 7]", "Dash" },
        { "[[Page 7]]", "Signs" },
        { "{{page 7}}", "Signs" },
        { "{page 7}", "Signs" },
        { "(Page 7)", "Signs" },
        { "<page 7>", "Signs" },
        { "<<Page 7>>", "Signs" },
        { "**Page 7**", "Signs" },
        { "*Page 7*", "Signs" },
        { "__Page 7__", "Signs" },
        { "*** PAGE 7 ***", "Signs" },
        { "### Page 7 ###", "Signs" },
        { "## **Page 7**", "Signs" },
        { "~~~ Page 7 ~~~", "Signs" },
        { "+++ Page 7 +++", "Signs" },
        { ">>> Page 7 <<<", "Signs" },
        { "- Page 7 -", "Signs" },
        { "/* page 7 */", "Signs" },
        { "<!-- Page 7 -->", "Tag" },
        { "<!-- page: 7 -->", "Tag" },
        { "<!--page=7-->", "Tag" },
        { "<!-- Slide number: 7 -->", "Tag" },
        { "<page number=\"7\">", "Tag" },
        { "<page n='7'>", "Tag" },
        { "<page id=\"7\" width=\"612\">", "Tag" },
        { "<page no=7>", "Tag" },
        { "<pb n=\"7\"/>", "Tag" },
        { "<pb facs=\"scan.png\" n=\"7\" />", "Tag" },
        { "<div class=\"page\" id=\"page-7\">", "Tag" },
        { "<a id=\"page_7\"></a>", "Tag" },
        { "## Page 7", "PageLine" },
        { "# Page 7", "PageLine" },
        { "###### Page 7:", "PageLine" },
        { "Page 7", "PageLine" },
        { "PAGE 7", "PageLine" },
        { "Page 7:", "PageLine" },
        { "Page: 7", "PageLine" },
        { "page_7", "PageLine" },
        { "p. 7", "PageLine" },
        { "pg. 7", "PageLine" },
        { "Page 7 of 10", "PageLine" },
        { "Page 7/10", "PageLine" },
        { "Seite 7", "PageLine" },
        { "Seite 7 von 10", "PageLine" },
        { "página 7", "PageLine" },
        { "Página 7 de 10", "PageLine" },
        { "Folio 7", "PageLine" },
        { "Страница 7 из 10", "PageLine" },
        { "第 7 页", "PageLine" },
        { "第7页 共10页", "PageLine" },
        { "7ページ", "PageLine" },
        { "=== Page 7", "PageLine" },
        { "--- Page 7", "PageLine" },
        { "// page 7", "PageLine" },
        { "7 | Page", "PageLine" },
        { "Page | 7", "PageLine" },
        { "P a g e | 7", "PageLine" },
        { "- 7 -", "Number" },
        { "-7-", "Number" },
        { "– 7 –", "Number" },
        { "------ 7 ------", "Number" },
        { "=== 7 ===", "Number" },
        { "*** 7 ***", "Number" },
        { "~ 7 ~", "Number" },
        { "[7]", "Number" },
        { "|7|", "Number" },
        { "{7}", "Number" },
    };

    public static TheoryData<string, string> Breaks { get; } = new()
    {
        { "<!-- page break -->", "PageBreak" },
        { "<!-- PageBreak -->", "PageBreak" },
        { "<!-- pagebreak -->", "PageBreak" },
        { "<!--PAGE_BREAK-->", "PageBreak" },
        { "<!-- new page -->", "PageBreak" },
        { "<page-break/>", "PageBreak" },
        { "<pagebreak>", "PageBreak" },
        { "<pb/>", "PageBreak" },
        { "\\newpage", "PageBreak" },
        { "\\pagebreak", "PageBreak" },
        { "***page break***", "PageBreak" },
        { "[PAGE BREAK]", "PageBreak" },
        { "--- PAGE BREAK ---", "PageBreak" },
        { "=== PAGE BREAK ===", "PageBreak" },
        { "----- Page Separator -----", "PageBreak" },
        { "--- end of page ---", "PageBreak" },
        { "<div style=\"page-break-after: always\"></div>", "PageBreak" },
        { "<div style=\"page-break-after: always;\"></div>", "PageBreak" },
        { "<PAGE>", "Edgar" },
        { "---", "Rule" },
    };

    [Theory]
    [InlineData("## page #", "3", "## page 3")]
    [InlineData("# page #of", "3 ", "# page 3 of")]
    [InlineData("###page####", " 3", "###page 3###")]
    [InlineData("#|page", "3", "3|page")]
    [InlineData("-#-", " 3 ", "- 3 -")]
    [InlineData("page #", "3", "page 3")]
    [InlineData("page", "3", "page")]
    public void An_example_has_the_number_in_the_place_of_the_number(string shape, string number, string example) =>
        Assert.Equal(example, MarkerText.Example(shape, number));

    [Theory]
    [MemberData(nameof(Numbered))]
    public void A_mark_at_the_start_names_the_page_behind_it(string look, string kind)
    {
        foreach (int first in new[] { 1, 7, 98 })
        {
            string text = string.Concat(Texts.Select((page, i) => $"{At(look, first + i)}\n\n{page}\n\n"));
            Check(text, kind, [.. Texts.Select((page, i) => $"{first + i}|{first + i}|{i + 1}|{page}")]);
        }
    }

    [Theory]
    [MemberData(nameof(Numbered))]
    public void A_mark_at_the_end_names_the_page_before_it(string look, string kind)
    {
        foreach (int first in new[] { 1, 7, 98 })
        {
            string text = string.Concat(Texts.Select((page, i) => $"{page}\n\n{At(look, first + i)}\n\n"));
            Check(text, kind, [.. Texts.Select((page, i) => $"{first + i}|{first + i}|{i + 1}|{page}")]);
        }
    }

    [Theory]
    [MemberData(nameof(Numbered))]
    public void Marks_that_count_from_0_keep_what_was_printed(string look, string kind)
    {
        string text = string.Concat(Texts.Select((page, i) => $"{At(look, i)}\n\n{page}\n\n"));
        Check(text, kind, [.. Texts.Select((page, i) => $"{i + 1}|{i}|{i + 1}|{page}")]);
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_mark_without_a_number_counts_from_1(string look, string kind)
    {
        string[] expected = [.. Texts.Select((page, i) => $"{i + 1}|{i + 1}|{i + 1}|{page}")];
        Check(string.Join($"\n\n{look}\n\n", Texts), kind, expected);
        Check(string.Concat(Texts.Select(page => $"{page}\n\n{look}\n\n")), kind, expected);
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public void The_first_page_can_be_given(string look, string kind)
    {
        using PageSplitter splitter = new(null) { FirstPage = 12 };
        Assert.Equal([12, 13, 14], SplitterTestKit.All(splitter, string.Join($"\n\n{look}\n\n", Texts)).Select(page => page.Number));
        Assert.StartsWith(kind, splitter.Marker!.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{%}------------------------------------------------", PageMarkerPosition.Start)]
    [InlineData("--- end of page=% ---", PageMarkerPosition.End)]
    public void Kinds_that_count_from_0_do_so_wherever_they_begin(string look, PageMarkerPosition at)
    {
        string text = string.Concat(Texts.Select((page, i) =>
        {
            string mark = look.Replace("%", $"{5 + i}", StringComparison.Ordinal);
            return at == PageMarkerPosition.Start ? $"\n\n{mark}\n\n{page}" : $"{page}\n\n{mark}\n\n";
        }));
        string kind = look[0] == '{' ? "Braces" : "EndOfPage";
        Check(text, kind, [.. Texts.Select((page, i) => $"{6 + i}|{5 + i}|{i + 1}|{page}")]);
    }

    [Theory]
    [InlineData("--- End of Page 7 ---")]
    [InlineData("[end of page 7]")]
    [InlineData("<!-- end of page 7 -->")]
    [InlineData("--- end of page.page_number=7 ---")]
    public void The_end_of_a_page_names_it(string look)
    {
        string text = string.Concat(Texts.Select((page, i) => $"{page}\n{At(look, 7 + i)}\n"));
        Check(text, "EndOfPage", [.. Texts.Select((page, i) => $"{7 + i}|{7 + i}|{i + 1}|{page}")]);
    }

    [Fact]
    public void Azure_gives_the_number_before_the_break()
    {
        string text = $"<!-- PageHeader=\"LEASE\" -->\n{Texts[0]}\n\n<!-- PageNumber=\"7\" -->\n<!-- PageBreak -->\n\n{Texts[1]}\n\n" +
            $"<!-- PageFooter=\"Page 8 of 9\" -->\n<!-- PageNumber=\"Page 8 of 9\" -->\n<!-- PageBreak -->\n\n{Texts[2]}";
        Check(text, "PageBreak", $"7|7|1|{Texts[0]}", $"8|8|2|{Texts[1]}", $"9|9|3|{Texts[2]}");
    }

    [Fact]
    public void Azure_keeps_roman_labels()
    {
        string text = $"{Texts[0]}\n<!-- PageNumber=\"iv\" -->\n<!-- PageBreak -->\n{Texts[1]}\n<!-- PageNumber=\"A-3\" -->\n<!-- PageBreak -->\n{Texts[2]}";
        Check(text, "PageBreak", $"4|iv|1|{Texts[0]}", $"3|A-3|2|{Texts[1]}", $"4|4|3|{Texts[2]}");
    }

    [Fact]
    public void Edgar_prints_the_number_on_the_line_before()
    {
        string text = $"{Texts[0]}\n\n                    -2-\n<PAGE>\n{Texts[1]}\n                    3\n<PAGE>\n{Texts[2]}\n   F-1\n<PAGE>\n";
        Check(text, "Edgar", $"2|2|1|{Texts[0]}", $"3|3|2|{Texts[1]}", $"1|F-1|3|{Texts[2]}");
    }

    [Fact]
    public void The_end_tag_of_a_page_goes_with_its_start()
    {
        string text = string.Concat(Texts.Select((page, i) => $"<page number=\"{i + 3}\">\n{page}\n</page>\n"));
        Check(text, "Tag", [.. Texts.Select((page, i) => $"{i + 3}|{i + 3}|{i + 1}|{page}")]);
    }

    [Fact]
    public void Two_sides_of_a_leaf_have_one_number()
    {
        string text = $"Folio 3r\n{Texts[0]}\nFolio 3v\n{Texts[1]}\nFolio 4r\n{Texts[2]}\n";
        Check(text, "PageLine", $"3|3r|1|{Texts[0]}", $"3|3v|2|{Texts[1]}", $"4|4r|3|{Texts[2]}");
    }

    [Theory]
    [InlineData("4-6", "4 5 6")]
    [InlineData("4", "4")]
    public void Pages_that_OCRmyPDF_skipped_are_blank(string range, string blank)
    {
        string note = $"[OCR skipped on page(s) {range}]";
        string text = $"one\f two\fthree\f{note}\fafter";
        int[] blanks = [.. blank.Split(' ').Select(int.Parse)];
        List<OcrPage> pages = Split(text, out _);
        Assert.Equal([1, 2, 3, .. blanks, blanks[^1] + 1], pages.Select(page => page.Number));
        Assert.Equal(Enumerable.Range(1, pages.Count), pages.Select(page => page.Ordinal));
        Assert.All(pages.Where(page => blanks.Contains(page.Number)), page => Assert.Equal(PageKind.Blank, page.Kind));
        Assert.Equal("after", pages[^1].Text);
    }

    [Fact]
    public void A_note_of_other_pages_is_text()
    {
        Assert.Equal("[OCR skipped on page(s) 7-9]", Split("one\f[OCR skipped on page(s) 7-9]\fthree\f", out _)[1].Text);
        Assert.Equal("[OCR skipped on page(s) 2-999999999]", Split("one\f[OCR skipped on page(s) 2-999999999]\fthree\f", out _)[1].Text);
    }

    [Fact]
    public void Skipped_pages_at_the_end_are_pages() =>
        Assert.Equal([1, 2, 3, 4], Split("one\ftwo\f[OCR skipped on page(s) 3-4]", out _).Select(page => page.Number));

    private static string At(string look, int number) => look.Replace("7", $"{number}", StringComparison.Ordinal);

    private static void Check(string text, string kind, params string[] expected)
    {
        foreach (string ends in new[] { text, text.Replace("\n", "\r\n", StringComparison.Ordinal) })
        {
            List<OcrPage> pages = Split(ends, out string name);
            Assert.Equal(expected, pages.Select(page => $"{page.Number}|{page.Label}|{page.Ordinal}|{page.Text}"));
            Assert.StartsWith(kind, name, StringComparison.Ordinal);
            Assert.Equal(pages.Select(SplitterTestKit.Print), SplitterTestKit.ByText(ends, null, 7).Select(SplitterTestKit.Print));
        }
    }

    private static List<OcrPage> Split(string text, out string marker)
    {
        using PageSplitter splitter = new(null, "doc");
        List<OcrPage> pages = SplitterTestKit.All(splitter, text);
        marker = splitter.Marker!.Name;
        return pages;
    }
}
