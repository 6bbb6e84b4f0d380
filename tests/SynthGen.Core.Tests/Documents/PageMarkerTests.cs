using SynthGen.Documents;
using SynthGen.Documents.Marks;
using SynthGen.Documents.Numbers;

namespace SynthGen.Core.Tests.Documents;

public sealed class PageMarkerTests
{
    [Theory]
    [InlineData("=== PAGE 3 ===", 3, "3")]
    [InlineData("==page 12==", 12, "12")]
    [InlineData("  ======  Page   7   =  ", null, null)]
    [InlineData("\t=========== Page\t7 ==", 7, "7")]
    [InlineData("=== PAGE3 ===", 3, "3")]
    [InlineData("=== Page 3 of 10 ===", 3, "3")]
    [InlineData("=== Page 3/10 ===", 3, "3")]
    [InlineData("=== PAGE iv ===", 4, "iv")]
    [InlineData("=== PAGE XIX ===", 19, "XIX")]
    [InlineData("=== PAGE 007 ===", 7, "7")]
    [InlineData("=== PAGE 999999999 ===", 999999999, "999999999")]
    [InlineData("=== PAGE 9999999999 ===", null, null)]
    [InlineData("=== PAGE iiii ===", null, null)]
    [InlineData("=== PAGE ===", null, null)]
    [InlineData("=== PAGE -3 ===", null, null)]
    [InlineData("=== PAGE 3", null, null)]
    [InlineData("see === PAGE 3 ===", null, null)]
    [InlineData("=== PAGE 3 === more", null, null)]
    [InlineData("=== PAGES 3 ===", null, null)]
    [InlineData("=== PAGEIV ===", null, null)]
    [InlineData("= PAGE 3 =", null, null)]
    public void Equals_takes_whole_lines_of_its_look(string line, int? number, string? label) =>
        Check(SplitterTestKit.Equals_, line, number, label);

    [Theory]
    [InlineData("--- Page 3 of 10 ---", 3, "3")]
    [InlineData("-- page 3 --", 3, "3")]
    [InlineData("— Page ii —", 2, "ii")]
    [InlineData("[Page 3]", 3, "3")]
    [InlineData("  [ page 3 of 9 ]  ", 3, "3")]
    [InlineData("-- 3 --", null, null)]
    [InlineData("- Page 3 -", null, null)]
    [InlineData("- Page 3", null, null)]
    [InlineData("[Page 3] and on", null, null)]
    [InlineData("Page 3", null, null)]
    [InlineData("[Page 3", null, null)]
    public void Dash_takes_whole_lines_of_its_look(string line, int? number, string? label) =>
        Check(SplitterTestKit.Dash, line, number, label);

    [Theory]
    [InlineData(@"Folio (?<page>\d+)", "folio 12", 12, "12")]
    [InlineData(@"Folio (?<page>\d+)", "see Folio 12", null, null)]
    [InlineData(@"Folio (?<page>\d+).*", "Folio 12 recto", 12, "12")]
    [InlineData(@"^\s*<(?<page>[^>]+)>$", "<C-3>", 3, "C-3")]
    [InlineData("p. (?<page>[ivx]+)", "p. ix", 9, "ix")]
    [InlineData(@"(?-i)P(?<page>\d+)", "p3", null, null)]
    public void A_pattern_matches_whole_lines(string pattern, string line, int? number, string? label) =>
        Check(PageMarker.FromPattern(pattern), line, number, label);

    [Fact]
    public void A_label_without_a_number_goes_on_counting()
    {
        List<OcrPage> pages = SplitterTestKit.ByText("<7>\na\n<Plate>\nb\n<9>\nc", PageMarker.FromPattern("<(?<page>.+)>"));
        Assert.Equal([(7, "7"), (8, "Plate"), (9, "9")], pages.Select(page => (page.Number, page.Label)));
    }

    [Fact]
    public void A_pattern_without_the_group_counts_in_order() =>
        Assert.Equal([(1, "a"), (2, "b")], SplitterTestKit.ByText("a\n~~\nb\n", PageMarker.FromPattern("~+")).Select(page => (page.Number, page.Text)));

    [Fact]
    public void Lines_longer_than_a_marker_are_none()
    {
        string line = "=== PAGE 1 " + new string('=', LineMarker.MaxLength);
        Assert.False(EqualSignsMarker.Instance.TryParse(line, out _));
        Assert.Single(SplitterTestKit.ByText(line, SplitterTestKit.Equals_));
        string just = "=== PAGE 1 " + new string('=', LineMarker.MaxLength - 11);
        Assert.Equal("", SplitterTestKit.ByText(just + "\n", SplitterTestKit.Equals_).Single().Text);
        Assert.Equal("", SplitterTestKit.ByText(just, SplitterTestKit.Equals_, pieceLength: 7).Single().Text);
    }

    [Theory]
    [InlineData("I", 1)]
    [InlineData("iv", 4)]
    [InlineData("XLIX", 49)]
    [InlineData("mmmdccclxxxviii", 3888)]
    [InlineData("MCMXCIX", 1999)]
    [InlineData("iC", null)]
    [InlineData("IIII", null)]
    [InlineData("VX", null)]
    [InlineData("Iv", null)]
    [InlineData("", null)]
    [InlineData("page", null)]
    public void Roman_numerals_are_read_as_they_are_written(string text, int? value) =>
        Assert.Equal(value, RomanNumeral.TryParse(text, out int read) ? read : null);

    private static void Check(PageMarker marker, string line, int? number, string? label)
    {
        List<OcrPage> pages = SplitterTestKit.ByText($"{line}\ntext", marker);
        if (number is null)
            Assert.Equal(($"{line}\ntext", 1), (pages.Single().Text, pages.Single().Number));
        else
            Assert.Equal(("text", number, label), (pages.Single().Text, pages.Single().Number, pages.Single().Label));
    }
}
