using SynthGen.Documents;
using SynthGen.Documents.Measures;

namespace SynthGen.Core.Tests.Documents;

public sealed class NumberLineTests
{
    [Theory]
    [InlineData("38", ":38")]
    [InlineData("  - 38 - ", ":38")]
    [InlineData("Page 38 of 90", ":38")]
    [InlineData("1O", ":10")]
    [InlineData("- S -", ":5")]
    [InlineData("iv", "roman:4")]
    [InlineData("lll", ":111 roman:3")]
    [InlineData("C-16", "C:16")]
    [InlineData("2018;", "")]
    [InlineData("302, at 4.", "")]
    [InlineData("Page", "")]
    [InlineData("", "")]
    public void Reads_page_numbers_as_printed(string line, string expected) =>
        Assert.Equal(expected, string.Join(' ', NumberLine.Read(line).Select(reading => $"{reading.Kind}:{reading.Value}")));
}
