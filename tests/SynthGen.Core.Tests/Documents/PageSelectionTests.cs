using SynthGen.Documents;
using SynthGen.Documents.Numbers;

namespace SynthGen.Core.Tests.Documents;

public sealed class PageSelectionTests
{
    [Theory]
    [InlineData("5..7", "5 6 7")]
    [InlineData("5-7", "5 6 7")]
    [InlineData("2", "2")]
    [InlineData("9..", "9 10")]
    [InlineData("..2", "1 2")]
    [InlineData("1,3", "1 3")]
    [InlineData("iv", "iv")]
    [InlineData("i..iii,10", "iii 10")]
    public void Selects_by_number_and_by_roman_label(string range, string expected)
    {
        PageSelection selection = PageSelection.Parse([range]);
        IEnumerable<string> selected = new[] { "0", "iii", "iv", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10" }
            .Select(label => new OcrPage(PageNumber.FromLabel(label).Value, "", label: label))
            .Where(selection.Contains).Select(page => page.Label);
        Assert.Equal(expected, string.Join(' ', selected));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("0..5")]
    [InlineData("7..5")]
    [InlineData("iv..9")]
    [InlineData("a")]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("1..2..3")]
    [InlineData("99999999999")]
    public void What_is_no_range_is_an_error(string range) =>
        Assert.Throws<FormatException>(() => PageSelection.Parse([range]));
}
