using System.Text;
using CsCheck;
using SynthGen.Languages;
using SynthGen.Retrieval;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen.Core.Tests.Text;

public sealed class LetterFoldTests
{
    private static readonly string[] Prose = [.. LanguageSample.All.SelectMany(sample => sample.Text.Split(' '))];

    // Any character of Unicode, but more of those that join with others, and the prose of many languages.
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Int[0x20, 0x2FFFF].Where(Rune.IsValid).Select(point => new Rune(point).ToString()),
        Gen.Char["ab \n'-,.15éüıİßæﬁЙёΆςﺍـٱأ١शक़़ि०กำ้漢ｶﾞガがパﾊﾟ가각각ㄱ²½Ａ５\u0301\u0308\u0323\u00AD\u200D"].Select(c => c.ToString()),
        Gen.Int[0, Prose.Length - 1].Select(i => Prose[i]))
        .Array[0, 60].Select(parts => string.Concat(parts).ReplaceLineEndings("\n"));

    [Fact]
    public void A_text_folds_alike_in_composed_and_decomposed_form() => Texts.Sample(text =>
    {
        (string composed, string decomposed) = (text.Normalize(NormalizationForm.FormC), text.Normalize(NormalizationForm.FormD));
        Assert.Equal(FoldedText.Of(composed).Letters.ToString(), FoldedText.Of(decomposed).Letters.ToString());
        Assert.Equal(Words(composed), Words(decomposed));
        Assert.Equal(IndexWords.Of(composed), IndexWords.Of(decomposed));
    }, iter: 3_000);

    [Fact]
    public void Every_letter_of_Unicode_folds_as_its_decomposition()
    {
        List<string> different = [];
        for (int point = 0x80; point <= 0x3FFFF; point++)
        {
            if (!Rune.IsValid(point))
                continue;

            string text = new Rune(point).ToString();
            string folded = FoldedText.Of(text).Letters.ToString();
            if (folded != FoldedText.Of(text.Normalize(NormalizationForm.FormD)).Letters.ToString() ||
                folded != FoldedText.Of(text.Normalize(NormalizationForm.FormC)).Letters.ToString() || folded != FoldedText.Of(folded).Letters.ToString())
            {
                different.Add($"U+{point:X4} {text}");
            }
        }

        Assert.Empty(different);
    }

    [Fact]
    public void Words_and_letters_keep_their_places_in_the_text() => Texts.Sample(text =>
    {
        WordReader reader = new(text, stackalloc char[WordReader.LongestWord]);
        int last = 0;
        while (reader.MoveNext())
        {
            Assert.InRange(reader.Start, last, text.Length - 1);
            Assert.InRange(reader.End, reader.Start + 1, text.Length);
            Assert.False(reader.Word.IsEmpty);
            last = reader.End;
        }

        FoldedText folded = FoldedText.Of(text);
        for (int i = 0; i < folded.Length; i++)
            Assert.InRange(folded.OffsetOf(i), i == 0 ? 0 : folded.OffsetOf(i - 1), text.Length - 1);
    }, iter: 3_000);

    [Fact]
    public void Words_of_the_index_are_letters_and_digits_in_their_folded_form() => Texts.Sample(text =>
    {
        string words = IndexWords.Of(text);
        Assert.DoesNotContain("  ", words);
        Assert.Equal(words.ToLowerInvariant(), words);
        Assert.All(words, c => Assert.True(c == ' ' || c > 127 || char.IsAsciiLetterOrDigit(c)));
    }, iter: 3_000);

    [Theory]
    [InlineData("Größe STRASSE ẞ", "grosse strasse ss")]
    [InlineData("œuvre Æther ĳs ǆ", "oeuvre aether ijs dz")]
    [InlineData("oﬃce ﬂat ﬆ ﬀ", "office flat st ff")]
    [InlineData("İstanbul ILIK ışık", "istanbul ilik isik")]
    [InlineData("Việt Nam đồng", "viet nam dong")]
    [InlineData("Łódź Ørsted Þór", "lodz orsted tor")]
    [InlineData("ΟΔΌΣ οδός", "οδοσ οδοσ")]
    [InlineData("Ещё мой", "еще мои")]
    [InlineData("الـمـؤجـر أَحْمَد مدرسة على", "الموجر احمد مدرسه علي")]
    [InlineData("ﺍﻟﻌﻘﺪ ﷲ ﻻ", "العقد الله لا")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("हिन्दी क़लम १४", "हिन्दी कलम 14")]
    [InlineData("Ｆｕｌｌ　１２", "full 12")]
    [InlineData("١٤ ۱۴ ๑๔", "14 14 14")]
    [InlineData("ＡＢＣ 𝐀𝐁𝐂 ⅷ", "abc abc viii")]
    [InlineData("said¹² H₂O m² ½", "said 12 h2o m 2")]
    [InlineData("l'État qu'il O'Neill d'être don't зв'язок", "l etat qu il oneill d etre dont звязок")]
    [InlineData("re\u00ADplace wo\u200Brd \u200Fword", "replace word word")]
    [InlineData("ﾊﾟﾝ", "パ ン")]
    [InlineData("한국어 한국어", "한국어 한국어")]
    [InlineData("⼈㈱", "人 株")]
    [InlineData("1,234 ５，０００ ١٬٢٣٤", "1234 5000 1234")]
    public void Letters_lose_what_makes_no_difference(string text, string words) => Assert.Equal(words, string.Join(' ', Words(text)));

    [Theory]
    [InlineData("Tenant's re-\nplaced O'Neill 5,000 6.1", "tenant s replaced o neill 5000 6 1 ")]
    [InlineData("租金。于2019年3月", "租金 金 于 2019 年 3 月 ")]
    [InlineData("承 租\n人", "承租 租人 人 ")]
    [InlineData("LG전자가 있\n다", "lg 전자 자가 가 있다 다 ")]
    [InlineData("매월 1일", "매월 월 1 일 ")]
    [InlineData("ผู้เช่า ปี", "ผู้เ เช่ ช่า า ปี ")]
    [InlineData("漢字A", "漢字 字 a ")]
    public void Runs_of_letters_without_spaces_are_pairs_in_the_index(string text, string words) => Assert.Equal(words, IndexWords.Of(text));

    private static List<string> Words(string text)
    {
        List<string> words = [];
        WordReader reader = new(text, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
            words.Add(reader.Word.ToString());
        return words;
    }
}
