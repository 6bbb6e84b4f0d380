using SynthGen.Quality.Words;
using SynthGen.Text;

namespace SynthGen.Core.Tests.Quality;

public sealed class WordTests
{
    [Theory]
    [InlineData("The Tenant's filters, re-\n  placed.", "the tenant filters replaced")]
    [InlineData("O'Neill paid $5,000.50 on 3/31", "oneill paid 5000 50 on 3 31")]
    [InlineData("CAFÉ—naïve", "cafe naive")]
    [InlineData("1,200,300 of 12,34 and 2016,2017 or 1,2345", "1200300 of 12 34 and 2016 2017 or 1 2345")]
    [InlineData("ﬁle re\u00ADplace", "file replace")]
    [InlineData("\u3001漢\u0301 a", "漢 a")]
    [InlineData("well-known 1, 2", "well known 1 2")]
    [InlineData("漢字", "漢 字")]
    [InlineData("🚰 x", "🚰 x")]
    [InlineData("", "")]
    public void Words_are_found_without_case_accents_and_marks(string text, string expected)
    {
        List<string> words = [];
        WordReader reader = new(text, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
            words.Add(reader.Word.ToString());
        Assert.Equal(expected, string.Join(' ', words));
    }

    [Theory]
    [InlineData("obstruction", "obstructed", true)]
    [InlineData("meetings", "meet", true)]
    [InlineData("parties", "party", true)]
    [InlineData("planned", "plan", true)]
    [InlineData("Russia", "Russian", true)]
    [InlineData("called", "calls", true)]
    [InlineData("2016", "2017", false)]
    [InlineData("campaign", "camp", false)]
    public void Stems_join_what_means_the_same(string one, string other, bool same) =>
        Assert.Equal(same, WordStem.Of(one.ToLowerInvariant()).SequenceEqual(WordStem.Of(other.ToLowerInvariant())));

    [Theory]
    [InlineData("We asked Brandvold about it.", "brandv", true)]
    [InlineData("Brandvold came.", "brandv", false)]
    [InlineData("Brandvold came. Mr. Brandvold left.", "brandv", true)]
    [InlineData("We asked the Tenant, and no tenant answered.", "tenant", false)]
    [InlineData("the REPRESENTATIONS of", "repres", false)]
    [InlineData("the FBI came", "fbi", true)]
    public void Names_have_a_capital_within_sentences(string text, string stem, bool isName) =>
        Assert.Equal(isName, PageWords.Of(text).IsName(stem));
}
