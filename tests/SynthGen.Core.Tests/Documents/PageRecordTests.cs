using SynthGen.Documents;
using SynthGen.Documents.Marks;

namespace SynthGen.Core.Tests.Documents;

public sealed class PageRecordTests
{
    [Theory]
    [InlineData("5", null, 5, "5")]
    [InlineData("5.0", null, 5, "5")]
    [InlineData(" 007 ", null, 7, "7")]
    [InlineData("0", null, 0, "0")]
    [InlineData("2147483647", null, int.MaxValue, "2147483647")]
    [InlineData("iv", null, 4, "iv")]
    [InlineData("4", "iv", 4, "iv")]
    [InlineData(null, "C-3", 3, "C-3")]
    [InlineData(null, "12", 12, "12")]
    public void A_number_is_digits_or_roman_and_a_label_may_hold_it(string? number, string? label, int value, string printed)
    {
        OcrPage page = PageRecord.Create(number, "text", null, 1, label);
        Assert.Equal((value, printed), (page.Number, page.Label));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("5.5")]
    [InlineData("5,000")]
    [InlineData("2147483648")]
    [InlineData("first")]
    [InlineData("C-3")]
    public void What_is_not_a_number_is_named(string number) =>
        Assert.Contains($"'{number}'", Assert.Throws<FormatException>(() => PageRecord.Create(number, "text", null, 1, "label 7")).Message);

    [Fact]
    public void A_page_without_a_number_says_so()
    {
        Assert.Contains("no number", Assert.Throws<FormatException>(() => PageRecord.Create(null, "text", null, 1, null)).Message);
        Assert.Contains("'preface'", Assert.Throws<FormatException>(() => PageRecord.Create(null, "text", null, 1, "preface")).Message);
    }

    [Fact]
    public void Its_text_is_that_of_the_splitter()
    {
        const string Text = "\r\n  \r\n  one\r\rtwo  \n\nthree \r\n \r\n";
        using PageSplitter splitter = new(EqualSignsMarker.Instance);
        splitter.Write("=== PAGE 1 ===\n" + Text);
        splitter.Complete();
        Assert.True(splitter.TryRead(out OcrPage? split));
        OcrPage page = PageRecord.Create("1", Text, null, 1, null);
        Assert.Equal(split.Text, page.Text);
        Assert.Same(page.Text, PageRecord.Create("1", page.Text, null, 1, null).Text);
    }
}
