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

    private static string Of(string text, string query) => Snippet.Of(text, Snippet.WordsOf(query));
}
