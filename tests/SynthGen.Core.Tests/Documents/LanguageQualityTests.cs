using System.Text;
using SynthGen.Documents;
using SynthGen.Documents.Measures;
using SynthGen.Languages;

namespace SynthGen.Core.Tests.Documents;

/// <summary>The measures of pages in many languages, whose texts are clean, and of the same texts after noise.</summary>
public sealed class LanguageQualityTests
{
    public static TheoryData<string> Codes => LanguageSample.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public void Clean_text_of_any_language_has_a_high_quality_however_its_accents_are_written(string language)
    {
        string text = LanguageSample.Of(language).Text;
        double quality = PageMeasure.RateQuality(text);
        Assert.InRange(quality, .9, 1);
        Assert.Equal(quality, PageMeasure.RateQuality(text.Normalize(NormalizationForm.FormD)));
        Assert.Equal(PageMeasure.CountWords(text), PageMeasure.CountWords(text.Normalize(NormalizationForm.FormD)));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_line_of_it_has_one_too(string language)
    {
        foreach (string line in LanguageSample.Of(language).Text.Split('\n'))
            Assert.InRange(PageMeasure.RateQuality(line), .9, 1);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Noise_lowers_the_quality_of_any_language(string language)
    {
        LanguageSample sample = LanguageSample.Of(language);
        foreach (string noise in (string[])["\uFFFD", "^", "~|", "\\", "\uE001"])
            Assert.InRange(PageMeasure.RateQuality(Spoil(sample, noise)), 0, .5);
    }

    // Every fourth letter of a script without spaces between words, every sixth of others.
    private static string Spoil(LanguageSample sample, string noise)
    {
        StringBuilder spoiled = new();
        int letters = 0, every = sample.IsSpaced ? 6 : 4;
        foreach (char c in sample.Text)
            spoiled.Append(char.IsLetter(c) && ++letters % every == 0 ? noise : c.ToString());
        return spoiled.ToString();
    }
}
