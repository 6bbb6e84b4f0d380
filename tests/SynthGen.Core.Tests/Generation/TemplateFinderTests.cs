using SynthGen.Generation.Template;
using SynthGen.Generation.Template.Finders;
using SynthGen.Text;

namespace SynthGen.Core.Tests.Generation;

public sealed class TemplateFinderTests
{
    [Theory]
    [InlineData("He lied in violation of 18 U.S.C. § 1001 twice.", "18 U.S.C. § 1001")]
    [InlineData("See 28 C.F.R. § 600.8(c) and others.", "28 C.F.R. § 600.8(c)")]
    [InlineData("Material protected under Fed. R. Crim. P. 6(e) here.", "Fed. R. Crim. P. 6(e)")]
    [InlineData("A term is void, N.Y. Gen. Oblig. Law § 5-321, but not", "N.Y. Gen. Oblig. Law § 5-321")]
    [InlineData("including 28 U.S.C. §§ 509, 510, and 515", "28 U.S.C. § 509")]
    [InlineData("See United States v. Manafort, 312 F. Supp. 3d 60.", "United States v. Manafort")]
    [InlineData("as set out in Section 3.2 of the Lease", "Section 3.2")]
    [InlineData("the notes in Exhibit 14 were read", "Exhibit 14")]
    public void Citations_are_read_as_lawyers_write_them(string sentence, string citation) =>
        Assert.Contains(citation, CitationFinder.Find(sentence).Select(found => found.Span.Text));

    [Theory]
    [InlineData("On May 17, 2017, he was appointed.", "May 17, 2017", "on")]
    [InlineData("On May 17 , 2017 he was appointed.", "May 17, 2017", "on")]
    [InlineData("It began in June 2016 at the latest.", "June 2016", "in")]
    [InlineData("Signed 14 March 2017 in the city.", "14 March 2017", "on")]
    public void Dates_keep_their_preposition(string sentence, string date, string preposition)
    {
        Span found = Assert.Single(DateFinder.Find(sentence));
        Assert.Equal(date, found.Text);
        Assert.Equal(preposition, DateFinder.Preposition(found.Text));
    }

    [Theory]
    [InlineData("Later Rod Rosenstein appointed him.", "Rod Rosenstein")]
    [InlineData("It went to the Department of Justice for review.", "the Department of Justice")]
    [InlineData("Then Attorney General Sessions resigned.", "Attorney General Sessions")]
    [InlineData("She wrote to Robert S. Mueller about it.", "Robert S. Mueller")]
    [InlineData("Rent is owed by the Tenant each month.", "the Tenant")]
    [InlineData("They met at Trump Tower in winter.", "Trump Tower")]
    [InlineData("Christie's answer came from McGahn himself.", "McGahn")]
    public void Names_are_found_by_their_capitals(string sentence, string name) =>
        Assert.Contains(name, NameFinder.Find(sentence, Token.Of(sentence)).Select(found => found.Display));

    [Theory]
    [InlineData("However it was late in March and nobody spoke Russian there.")]
    [InlineData("The account was an IRA-controlled one.")]
    public void Other_capitals_are_no_names(string sentence) =>
        Assert.Empty(NameFinder.Find(sentence, Token.Of(sentence)));

    [Fact]
    public void An_abbreviation_must_spell_its_words()
    {
        Assert.Contains(("acronym", "IRA"), TermFinder.Find("The Internet Research Agency (IRA) paid.").Select(found => (found.Kind, found.Span.Text)));
        Assert.DoesNotContain("acronym", TermFinder.Find("The Internet Research Agency (FBI) paid.").Select(found => found.Kind));
    }

    [Fact]
    public void A_lost_quotation_mark_means_no_quotation()
    {
        Assert.Single(QuoteFinder.Find("He said \"I need your loyalty now\" and left."));
        Assert.Empty(QuoteFinder.Find("He said I need loyalty\" and \"I expect your loyalty\" and left."));
    }

    [Theory]
    [InlineData("The report of F. Supp. 3d 60 was cited in the order. He agreed.", 2)]
    [InlineData("Mr. Trump met Sen. Smith of the U.S. Senate on Jan. 3 there. They spoke.", 2)]
    [InlineData("\"It is over.\" 219 According to him it was not.", 2)]
    [InlineData("Rent under Section 3.2 is $9.00 for each foot. Late rent bears a charge.", 2)]
    public void Abbreviations_and_footnote_numbers_do_not_end_a_sentence(string text, int sentences) =>
        Assert.Equal(sentences, SentenceSplitter.Split(CleanText.Of(text, [(0, text.Length)])).Count());

    [Fact]
    public void Clean_text_mends_lines_and_knows_the_way_back()
    {
        const string page = "the investi-\ngation , and Clinton ' s\nreport";
        CleanText clean = CleanText.Of(page, [(0, 12), (13, 24), (38, 6)]);
        Assert.Equal("the investigation, and Clinton's report", clean.Text);
        for (int i = 0; i < clean.Text.Length; i++)
            Assert.True(clean.Text[i] == ' ' || clean.Text[i] == page[clean.OffsetOf(i)]);
    }

    [Theory]
    [InlineData("CeHtail'lMaterial")]
    [InlineData("w0rk")]
    [InlineData("Prnttn~eted")]
    [InlineData("l")]
    [InlineData("xbrtz")]
    public void Misread_tokens_are_odd(string token) => Assert.True(MisreadTokenFilter.Is(token));

    [Theory]
    [InlineData("WikiLeaks")]
    [InlineData("McGahn's")]
    [InlineData("6(e)")]
    [InlineData("11/17/17")]
    [InlineData("SM-2180998")]
    [InlineData("(IRA)")]
    [InlineData("U.S.")]
    [InlineData("a")]
    [InlineData("20th")]
    public void Legal_tokens_are_not(string token) => Assert.False(MisreadTokenFilter.Is(token));
}
