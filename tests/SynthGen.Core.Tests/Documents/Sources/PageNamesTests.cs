using SynthGen.Documents.Sources;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Documents.Sources;

public sealed class PageNamesTests
{
    [Theory]
    [InlineData("page-1.txt page-2.txt page-10.txt", "1 2 10")]
    [InlineData("0001.txt 0002.txt 0010.txt", "1 2 10")]
    [InlineData("scan_1921_p12_300dpi.txt scan_1921_p13_300dpi.txt", "12 13")]
    [InlineData("scan_p12_left.txt scan_p13_right.txt", "12 13")]
    [InlineData("page-0.hocr page-1.hocr", "1 2")]
    [InlineData("scan.001 scan.002", "1 2")]
    [InlineData("a/7.txt a/8.txt.gz", "7 8")]
    [InlineData("page-7.txt", "7")]
    [InlineData("page-7.txt page-07.hocr", "7 7")]
    [InlineData("cover.txt page-1.txt", "- 1")]
    [InlineData("alpha.txt beta.txt", "- -")]
    [InlineData("20231104123000.txt 20231104123100.txt", "- -")]
    public void A_name_has_the_number_that_tells_it_from_the_others(string names, string numbers) =>
        Assert.Equal(numbers.Split(' '), PageNames.Read(names.Split(' ')).Select(page => page.Number?.ToString() ?? "-"));

    [Fact]
    public void A_letter_after_the_number_is_a_label() =>
        Assert.Equal([(12, null), (12, "12a"), (13, null)], PageNames.Read(["p012.txt", "p012a.txt", "p013.txt"]).Select(page => (page.Number!.Value, page.Label)));

    [Fact]
    public void No_names_have_no_numbers() => Assert.Empty(PageNames.Read([]));

    [Fact]
    public void Names_come_in_natural_order() =>
        Assert.Equal(
            ["A1", "a2", "a02b", "a10", "b", "b1-2", "b1-10"],
            new[] { "b1-10", "a10", "b", "a02b", "A1", "b1-2", "a2" }.Order(NaturalOrder.Instance));
}
