using CsCheck;
using SynthGen.Documents;
using SynthGen.Documents.Cleaning;
using SynthGen.Documents.Measures;

namespace SynthGen.Core.Tests.Documents;

public sealed class PageMeasureTests
{
    [Theory]
    [InlineData("investigation Investigation NATO GRUs IRA's U.S.C. well-known we'll President’s “dirt” (serial")]
    [InlineData("28 C.F.R. § 600.4(a), 302 11/17/17 6(e). SM-2180998 9-27.000 $2,346,180.00 -10 2:14 50% 1990s 3d 10(b)(5) F.3d SCR004_00600")]
    [InlineData("McGahn WikiLeaks DCLeaks PhD LinkedIn iPhone O'Neill @realDonaldTrump #makeAmerica a@b.org https://a.b/c?d=e www.x.org")]
    [InlineData("* — • - I a A J. Mr. Ltd. said.12 iii viii")]
    [InlineData("Übermäßig naïve œuvre czy że być příklad mężczyzna à l'école L'été señor ¿Qué?")]
    [InlineData("Следователь установил, что встреча состоялась. Η συνάντηση האסיפה الاجتماع बैठक")]
    public void Words_numbers_names_and_citations_are_sound(string line) =>
        Assert.Equal((line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, 0), Sum(line));

    [Theory]
    [InlineData("調査は二〇一七年に始まった。「報告書」 会议在九月举行。 회의는", 8 + 4 + 1, 0)]
    [InlineData("于2019年3月4日约定", 3 + 3, 0)]
    [InlineData("제3조의2 2019년 LG전자가 5,000원을 서울~부산", 5, 0)]
    [InlineData("พ.ศ.๒๕๖๒", 1 + 1, 0)]
    [InlineData("租\uFFFD金", 1, 1)]
    [InlineData("租~^金", 1, 1)]
    [InlineData("租l金 口口口口口口", 1 + 3, 1 + 3)]
    [InlineData("賃料ผู้ 料를か", 2 + 2, 1)]
    [InlineData("임차\uFFFD인은", 0, 1)]
    public void Letters_of_scripts_without_spaces_weigh_as_words(string line, int sound, int odd) =>
        Assert.Equal((sound, odd), PageMeasure.CountTokens(line));

    [Theory]
    [InlineData("", 0)]
    [InlineData("two words", 2)]
    [InlineData("— 12 — \u2022", 1)]
    [InlineData("e\u0301te\u0301 été ½", 2)]
    [InlineData("承租人应于每月支付租金。", 6)]
    [InlineData("于2019年3月4日约定", 3 + 3)]
    [InlineData("임차인은 매월 1일에", 3)]
    [InlineData("ผู้เช่าต้องชำระค่าเช่า", 4)]
    [InlineData("𠀀𠀁 😀", 1)]
    public void Words_are_counted_so_that_they_mean_the_same_in_every_script(string text, int expected) =>
        Assert.Equal(expected, PageMeasure.CountWords(text));

    [Theory]
    [InlineData("CeHtaiH UHder CeHtail'lMaterial Pr6dttet W6rk d1:1et Mttt l\\.ttortte~ At:t:ef'fle)'Werle")]
    [InlineData("арeнда дoговор Сл3дователь уст^новил платЕЖА чТо\u1F7Aα ден\uFFFDги \u0391bc στoν الا\u0915جت \u05D0ب")]
    [InlineData("htt ~ e~~~ t:j-,, .rcr,~. ;i,}>'1~ q \u0000 a\uFFFDb")]
    public void Garbage_is_odd(string line) =>
        Assert.Equal((0, line.Split(' ').Length), PageMeasure.CountTokens(line));

    [Theory]
    [InlineData(". , ........ . . . ,.. ,\" ).")]
    public void Stops_and_leaders_say_nothing(string line) => Assert.Equal((0, 0), PageMeasure.CountTokens(line));

    [Fact]
    public void Quality_falls_with_the_share_of_garbage()
    {
        const string Clean = "The tenant shall pay the rent on the first day of each month without deduction.";
        const string Garbage = "t:j-,, ~~ e~~~ CeHtaiH the ;i,} Pr6dttet l\\.tto";
        double good = PageMeasure.RateQuality(Clean);
        double mixed = PageMeasure.RateQuality($"{Clean}\n{Clean}\n{Clean}\n{Garbage}");
        double bad = PageMeasure.RateQuality(Garbage);
        Assert.Equal(1, good);
        Assert.InRange(mixed, 0.5, 0.85);
        Assert.Equal(0, bad);
        Assert.Equal(0, PageMeasure.RateQuality(""));
    }

    [Fact]
    public void Any_text_has_a_quality_and_a_kind() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char[" \n\r\t.,:;-=|0159abAB\u00B7\u2026"]), 0, 200].Sample(text =>
        {
            Assert.InRange(PageMeasure.RateQuality(text), 0, 1);
            Assert.True(Enum.IsDefined(PageClassifier.Classify(text)));
            Assert.True(PageMeasure.CountWords(text) >= 0);
            HyphenJoiner.Join(text);
            SpaceCollapser.Collapse(text);
        });

    private static (int Sound, int Odd) Sum(string line) =>
        PageMeasure.CountTokens(line) is var (sound, odd) ? (sound + CountNeutral(line), odd) : default;

    private static int CountNeutral(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(token => PageMeasure.CountTokens(token) == (0, 0));
}
