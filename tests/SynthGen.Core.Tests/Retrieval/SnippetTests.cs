using CsCheck;
using SynthGen.Retrieval;

namespace SynthGen.Core.Tests.Retrieval;

public sealed class SnippetTests
{
    private static readonly string Filler = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"the word{i}"));

    [Fact]
    public void Shows_the_words_found_on_one_line()
    {
        string snippet = Of($"{Filler}\nThe harbour\n  master's Generators failed. {Filler}", "the generator");
        Assert.StartsWith("… ", snippet);
        Assert.EndsWith(" …", snippet);
        Assert.Contains("harbour master's Generators failed.", snippet);
    }

    [Fact]
    public void Begins_with_the_page_if_nothing_is_found() => Assert.StartsWith("the word0 the word1", Of(Filler, "absent"));

    [Theory]
    [InlineData("", "")]
    [InlineData(" ... ", "...")]
    [InlineData("A short page.", "A short page.")]
    public void A_short_page_is_shown_whole(string text, string snippet) => Assert.Equal(snippet, Of(text, "page"));

    [Fact]
    public void Any_text_has_a_snippet_of_bounded_length() =>
        Gen.Select(Gen.String, Gen.String).Sample((text, query) => Of(text + new string('x', 900) + text, query).Length <= 410);

    [Fact]
    public void A_figure_is_shown_however_it_is_written()
    {
        Assert.Contains("paid $5,000 then", Of($"{Filler}\nShe paid $5,000 then. {Filler}", "5000"));
        Assert.Contains("paid $5000 then", Of($"{Filler}\nShe paid $5000 then. {Filler}", "$5,000"));
    }

    [Fact]
    public void A_rare_word_counts_more_than_several_common_ones()
    {
        string text = $"The report of the office was late. {Filler} The report names the telex. {Filler}";
        Assert.Contains("report of the office", Of(text, "report office telex"));
        string snippet = Snippet.Of(new WordPlaces(text), Snippet.WordsOf("report office telex", (in SynthGen.Text.WordReader reader) => reader.Word is "telex" ? 1 : .2));
        Assert.Contains("names the telex", snippet);
    }

    [Fact]
    public void A_passage_has_about_the_length_that_is_asked_for_and_begins_with_a_sentence()
    {
        string text = $"{Filler}. The telex arrived in the night. {Filler} {Filler}";
        string snippet = Snippet.Of(new WordPlaces(text), Snippet.WordsOf("telex"), 300);
        Assert.StartsWith("… The telex arrived", snippet);
        Assert.InRange(snippet.Length, 280, 320);
    }

    [Fact]
    public void Only_a_part_of_the_text_is_shown_if_one_is_nearest()
    {
        string text = $"The telex arrived. {Filler} Another telex was lost. {Filler}";
        int start = text.IndexOf("Another", StringComparison.Ordinal);
        Assert.Contains("Another telex", Snippet.Of(new WordPlaces(text), Snippet.WordsOf("telex"), 60, (start, start + 40)));
    }

    private static string Of(string text, string query) => Snippet.Of(new WordPlaces(text), Snippet.WordsOf(query));
}
