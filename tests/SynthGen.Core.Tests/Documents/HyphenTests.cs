using SynthGen.Documents;
using SynthGen.Documents.Cleaning;
using SynthGen.Documents.Numbers;
using SynthGen.Text;

namespace SynthGen.Core.Tests.Documents;

/// <summary>Hyphens at line ends: broken words are joined, others keep their hyphen.</summary>
public sealed class HyphenTests
{
    [Theory]
    [InlineData("mid-\nand long-term notes", "mid- and\nlong-term notes")]
    [InlineData("pre-\nor post-trial motions", "pre- or\npost-trial motions")]
    [InlineData("pre-\nand/or post-trial motions", "pre- and/or\npost-trial motions")]
    [InlineData("two-\nto three-year terms", "two- to\nthree-year terms")]
    [InlineData("Miet-\nund Pachtrecht", "Miet- und\nPachtrecht")]
    [InlineData("Haupt-\noder Nebensache", "Haupt- oder\nNebensache")]
    [InlineData("ein-\nbis zweimal", "ein- bis\nzweimal")]
    [InlineData("über-\nbzw. unterschritten", "über- bzw.\nunterschritten")]
    [InlineData("micro-\net macroéconomie", "micro- et\nmacroéconomie")]
    [InlineData("pré-\nou postnatal", "pré- ou\npostnatal")]
    [InlineData("pre-\ny posguerra", "pre- y\nposguerra")]
    [InlineData("pre-\no posguerra", "pre- o\nposguerra")]
    [InlineData("micro-\ne macroeconomia", "micro- e\nmacroeconomia")]
    [InlineData("land-\nen tuinbouw", "land- en\ntuinbouw")]
    [InlineData("winst-\nof verliesrekening", "winst- of\nverliesrekening")]
    [InlineData("hyres-\noch arrenderätt", "hyres- och\narrenderätt")]
    [InlineData("leje-\nog forpagtningsret", "leje- og\nforpagtningsret")]
    [InlineData("pół-\ni całoroczny", "pół- i\ncałoroczny")]
    [InlineData("krótko-\noraz długoterminowy", "krótko- oraz\ndługoterminowy")]
    [InlineData("одно-\nи двухлетний", "одно- и\nдвухлетний")]
    public void A_suspended_hyphen_stays(string text, string expected) => Assert.Equal(expected, HyphenJoiner.Join(text));

    [Theory]
    [InlineData("well-\nknown")]
    [InlineData("n-\ntridecanal")]
    [InlineData("so-\ncalled")]
    [InlineData("e-\nmail")]
    [InlineData("x-\nray")]
    [InlineData("anti-\ncorruption")]
    [InlineData("vice-\npresident")]
    [InlineData("non-\nrecourse")]
    [InlineData("self-\nincrimination")]
    [InlineData("mid-\nsized")]
    [InlineData("co-\ndefendant")]
    [InlineData("pre-\ntrial")]
    [InlineData("post-\nelection")]
    [InlineData("ex-\nwife")]
    [InlineData("twenty-\nfive")]
    [InlineData("long-\nterm")]
    [InlineData("short-\nlived")]
    [InlineData("long-\nstanding")]
    [InlineData("far-\nreaching")]
    [InlineData("above-\nmentioned")]
    [InlineData("cost-\neffective")]
    [InlineData("real-\ntime")]
    [InlineData("cease-\nand-desist")]
    [InlineData("cloud-\nbased")]
    [InlineData("state-\nowned")]
    [InlineData("GRU-\ncontrolled")]
    [InlineData("18th-\ncentury")]
    [InlineData("state-of-\nthe-art")]
    [InlineData("state-\nof-the-art")]
    [InlineData("case-\nby-case")]
    [InlineData("father-in-\nlaw")]
    [InlineData("peut-\nêtre")]
    [InlineData("c'est-\nà-dire")]
    [InlineData("celui-\nci")]
    [InlineData("lui-\nmême")]
    [InlineData("segunda-\nfeira")]
    [InlineData("кто-\nто")]
    public void A_compound_keeps_its_hyphen(string text)
    {
        string whole = text.Replace("\n", "", StringComparison.Ordinal);
        Assert.Equal(whole, HyphenJoiner.Join(text));
        Assert.Equal($"a {whole}\nrule", HyphenJoiner.Join($"a {text} rule"));
    }

    [Theory]
    [InlineData("investi-\ngation")]
    [InlineData("thou-\nsand")]
    [InlineData("con-\ntract")]
    [InlineData("in-\nformation")]
    [InlineData("for-\nward")]
    [InlineData("un-\nknown")]
    [InlineData("un-\nrelated")]
    [InlineData("cor-\nrelated")]
    [InlineData("anti-\ncipate")]
    [InlineData("non-\nsense")]
    [InlineData("mid-\ndle")]
    [InlineData("self-\nish")]
    [InlineData("post-\npone")]
    [InlineData("part-\nner")]
    [InlineData("ten-\nant")]
    [InlineData("six-\nteen")]
    [InlineData("all-\negation")]
    [InlineData("so-\nciety")]
    [InlineData("ex-\nample")]
    [InlineData("pre-\nsent")]
    [InlineData("co-\noperation")]
    [InlineData("high-\nest")]
    [InlineData("long-\ning")]
    [InlineData("second-\nary")]
    [InlineData("under-\nstand")]
    [InlineData("Bundes-\nregierung")]
    [InlineData("Grund-\nstück")]
    [InlineData("gouverne-\nment")]
    [InlineData("obliga-\nción")]
    [InlineData("overeen-\nkomst")]
    [InlineData("поста-\nновление")]
    [InlineData("συμφω-\nνία")]
    public void A_broken_word_is_joined(string text) =>
        Assert.Equal(text.Replace("-\n", "", StringComparison.Ordinal), HyphenJoiner.Join(text));

    [Theory]
    [InlineData("the investi¬\ngation of it", "the investigation\nof it")]
    [InlineData("Verwal¬  \n  tung", "Verwaltung")]
    [InlineData("Po\n\u00AD\nlitik ist", "Politik\nist")]
    [InlineData("Po \n \u00AD \n litik", "Politik")]
    [InlineData("Po\n\u00ADlitik ist", "Politik\nist")]
    [InlineData("Po\u00AD  litik ist", "Politik ist")]
    [InlineData("Po\u00AD   \nlitik ist", "Politik\nist")]
    [InlineData("Po\u00ADli\u00ADtik ist", "Politik ist")]
    [InlineData("Po\u00AD\nli\u00ADtik ist", "Politik\nist")]
    [InlineData("Po¬\nli\u00AD\ntik ist", "Politik\nist")]
    [InlineData("Po\u00AD\n\nlitik", "Po\u00AD\n\nlitik")]
    [InlineData("a ¬ b ¬\n¬\n\u00AD", "a ¬ b ¬\n¬\n\u00AD")]
    public void Soft_hyphens_and_not_signs_are_breaks(string text, string expected) => Assert.Equal(expected, HyphenJoiner.Join(text));

    [Theory]
    [InlineData("a guest-\nhouse by the sea", "the guest-house", "a guest-house\nby the sea")]
    [InlineData("the anti-\ntrust law", "the antitrust law", "the antitrust\nlaw")]
    [InlineData("a thous-\nand men", "a thousand ships", "a thousand\nmen")]
    [InlineData("a cash-\nrich firm", "the firm is rich in cash", "a cash-rich\nfirm")]
    [InlineData("Miet-\nvertrag und", "der Vertrag und die Miet", "Mietvertrag\nund")]
    public void The_document_shows_how_a_word_is_written(string text, string elsewhere, string expected)
    {
        Assert.Equal($"{expected}\n{elsewhere}", HyphenJoiner.Join($"{text}\n{elsewhere}"));

        HyphenJoiner joiner = new();
        joiner.Learn(elsewhere);
        joiner.Learn(text);
        Assert.Equal(expected, joiner.JoinNext(text));
    }

    [Fact]
    public void A_pages_text_does_not_depend_on_the_pages_that_are_asked_for()
    {
        const string Document = "=== PAGE 1 ===\nThe antitrust law.\n=== PAGE 2 ===\nthe anti-\ntrust law\n";
        Assert.Equal("the antitrust\nlaw", Split(Document, "2").Single());
        Assert.Equal("the antitrust\nlaw", Split(Document, "1..").Last());
    }

    [Theory]
    [InlineData("a well-\nknown rule", "well", "known")]
    [InlineData("mid-\nand long-term", "mid", "and")]
    [InlineData("the investi-\ngation", "the", "investigation")]
    public void What_is_joined_is_found_by_its_words(string text, params string[] expected)
    {
        List<string> words = [];
        WordReader reader = new(HyphenJoiner.Join(text), new char[WordReader.LongestWord]);
        while (reader.MoveNext())
            words.Add(reader.Word.ToString());
        Assert.All(expected, word => Assert.Contains(word, words));
    }

    private static List<string> Split(string document, string pages)
    {
        using DocumentSplit split = new("doc", new DocumentSplitOptions { JoinHyphen = true, Pages = PageSelection.Parse([pages]) });
        split.Splitter.Write(document);
        split.Splitter.Complete();
        List<string> texts = [];
        while (split.TryRead(out OcrPage? page))
            texts.Add(page.Text);
        return texts;
    }
}
