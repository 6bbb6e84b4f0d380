using SynthGen.Documents;
using SynthGen.Documents.Measures;

namespace SynthGen.Core.Tests.Documents;

public sealed class PageClassifierTests
{
    private const string Head = "U.S. Department of Justice\nAttorRey Work Prodttet // Mtty Cofltttifl Mttterittl Proteeted Under Fed. R. Crim. P. 6(e)\n";

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("- 12 -\n ~ ")]
    [InlineData("xiv")]
    [InlineData(Head)]
    [InlineData(Head + "177")]
    [InlineData(Head + "Appendix A")]
    [InlineData(Head + "Harm to Ongoing Matter\n-Harm     to Ongoing Matter\n178")]
    [InlineData("This page is intentionally left blank.")]
    [InlineData("Appendix A")]
    public void Nothing_to_read_is_blank(string text) => Assert.Equal(PageKind.Blank, PageClassifier.Classify(text));

    [Theory]
    [InlineData("one")]
    [InlineData("Hello world")]
    [InlineData("Figure 3. Map of the harbour district")]
    [InlineData(Head + "Their reservations weighed against prosecution.\n199")]
    [InlineData(Head + "the witness ultimately provided truthful information")]
    [InlineData("Amount Due For The Month: $500")]
    [InlineData("Report On The Investigation Into\nRussian Interference In The\n2016 Presidential Election\nVolume I of II\nWashington, D.C.\nMarch 2019")]
    [InlineData("賃借人は毎月一日に賃料を支払う。")]
    [InlineData("The loss was as follows:\nProduct condemned ...................... $2,346,180.00\nClean-up ..................   $118,450.00\nTotal ................... $2,668,400.00\nOn January 28 the insurer paid.")]
    [InlineData("Christie 2/13/19 302, at 3.\nGordon 8/29/17 302, at 10.\nPriebus 1/18/18 302, at 9.\nFlynn 11/17/17 302, at 10.\nCohen 9/12/18 302, at 12.")]
    public void What_can_be_asked_about_is_content(string text) => Assert.Equal(PageKind.Content, PageClassifier.Classify(text));

    [Theory]
    [InlineData("A. Leases .............. 3\nB. Rent ....... .. ,..... 4\nC. Notices ............. l0")]
    [InlineData(Head + "a. Initial Access ........ ....... ..... ... 3 8\nb. Malware that was put on\nboth networks ................................ 38\nc. Theft ...................")]
    [InlineData("Contents\n\nOne\t1\nTwo\t15\nThree\t41")]
    [InlineData("Inhaltsverzeichnis\nEins      1\nZwei     12\nDrei     20")]
    public void Leaders_to_page_numbers_are_a_table_of_contents(string text) =>
        Assert.Equal(PageKind.TableOfContents, PageClassifier.Classify(text));

    [Fact]
    public void Entries_with_page_numbers_are_an_index() => Assert.Equal(
        PageKind.Index,
        PageClassifier.Classify("INDEX\nAbatement of rent, 6, 10\nAmmonia. See Refrigerant\nBase Rent, 4, 6, 8-10, l0\nKerr, Tobiah, 11\nRefrigerant\n  defined, 3\n  release of, 6, 9\nShore Feeder 2, 3, 9"));

    [Fact]
    public void The_samples_pages_are_what_they_are()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SynthGen.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        byte[] sample = File.ReadAllBytes(Path.Combine(folder, "examples", "harbour-lease.txt"));
        ILookup<PageKind, int> kinds = SplitterTestKit.ByFile(sample, SplitterTestKit.Equals_, 1 << 16)
            .ToLookup(page => page.Kind, page => page.Number);
        Assert.Equal([2], kinds[PageKind.TableOfContents]);
        Assert.Equal([7], kinds[PageKind.Blank]);
        Assert.Equal([12], kinds[PageKind.Index]);
    }
}
