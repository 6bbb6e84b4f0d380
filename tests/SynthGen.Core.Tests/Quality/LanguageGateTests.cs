using System.Text;
using SynthGen.Languages;
using SynthGen.Quality;
using SynthGen.Quality.Gates;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen.Core.Tests.Quality;

/// <summary>Quotes and words of pages in many languages, as models write them.</summary>
public sealed class LanguageGateTests
{
    public static TheoryData<string> Codes => LanguageSample.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_quote_is_located_in_a_page_of_any_form(string language)
    {
        string text = LanguageSample.Of(language).Text;
        string quote = text.Split('\n')[0][..60].TrimEnd(' ', '&');
        foreach (NormalizationForm form in (NormalizationForm[])[NormalizationForm.FormC, NormalizationForm.FormD])
        {
            OcrPage page = new(1, text.Normalize(form));
            foreach (string said in (string[])[quote, quote.Normalize(NormalizationForm.FormD), quote.Replace(' ', '\n')])
            {
                LocatedEvidence found = Assert.IsType<LocatedEvidence>(new EvidenceLocator(page).Locate(said));
                Assert.Equal(1, found.Score);
                Assert.Equal(0, found.Evidence.Start);
                Assert.True(found.Evidence.IsIn(page));
                Assert.StartsWith(quote, found.Evidence.Quote.Normalize(NormalizationForm.FormC));
            }
        }
    }

    [Theory]
    [InlineData("The oﬃcial ﬁle of the ﬁnance oﬃce is lost.", "official file of the finance office", "oﬃcial ﬁle of the ﬁnance oﬃce")]
    [InlineData("The official file of the office.", "oﬃcial ﬁle of", "official file of")]
    [InlineData("Die Ru\u0308ckzahlung der Gebu\u0308hren.", "Rückzahlung der Gebühren", "Ru\u0308ckzahlung der Gebu\u0308hren")]
    [InlineData("Zahlung der Gebu\u0308 hr.", "der Gebü", "der Gebu\u0308")]
    [InlineData("この か\u3099す 料金", "がす", "か\u3099す")]
    [InlineData("ｶﾞｽの料金を", "ガスの料金", "ｶﾞｽの料金")]
    [InlineData("في العقـــد المبرم", "العقد المبرم", "العقـــد المبرم")]
    [InlineData("\u1112\u1161\u11AB\u1100\u116E\u11A8 법원은", "한국 법원은", "\u1112\u1161\u11AB\u1100\u116E\u11A8 법원은")]
    public void A_quote_is_located_whatever_letters_it_is_written_with(string text, string quote, string expected) =>
        Assert.Equal(expected, new EvidenceLocator(new OcrPage(1, text)).Locate(quote)?.Evidence.Quote);

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_query_shares_its_words_with_its_page(string language)
    {
        LanguageSample sample = LanguageSample.Of(language);
        SynthGen.Quality.Words.PageWords page = SynthGen.Quality.Words.PageWords.Of(sample.Text.Normalize(NormalizationForm.FormD));
        string query = string.Join(' ', sample.Words);
        Assert.All(ContentWords.Of(query), word => Assert.True(page.Contains(word.Stem), word.Text));
        QueryWords words = new(query.Normalize(NormalizationForm.FormD));
        Assert.All(ContentWords.Of(query), word => Assert.True(words.Has(word), word.Text));
    }

    [Fact]
    public void A_copy_is_one_in_any_form_and_width()
    {
        DuplicateGate gate = new(DuplicateGate.Similarity);
        string[] queries = ["Rückzahlung der Gebühren?", "Ru\u0308ckzahlung der Gebu\u0308hren", "ガス料金", "ｶﾞｽ料金", "the oﬃce", "The office"];
        bool[] passed = [.. queries.Select(query => gate.Test(new TestedRow(new SyntheticQuery(query, [], 1), null)).Status == GateStatus.Passed)];
        Assert.Equal([true, false, true, false, true, false], passed);
    }
}
