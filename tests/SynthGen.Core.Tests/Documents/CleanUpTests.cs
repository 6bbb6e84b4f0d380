using SynthGen.Documents;
using SynthGen.Documents.Cleaning;
using SynthGen.Quality;

namespace SynthGen.Core.Tests.Documents;

public sealed class CleanUpTests
{
    [Theory]
    [InlineData("the investi-\ngation of it", "the investigation\nof it")]
    [InlineData("the investi-  \n   gation.\nNext", "the investigation.\nNext")]
    [InlineData("inves-\ntiga-\ntion d", "investigation\nd")]
    [InlineData("investi-\ngation", "investigation")]
    [InlineData("soft\u00AD\nware is", "software\nis")]
    [InlineData("Kushner-\nPage", "Kushner-\nPage")]
    [InlineData("mid-\n2017", "mid-\n2017")]
    [InlineData("9-\n27.000", "9-\n27.000")]
    [InlineData("a dash -\nhere", "a dash -\nhere")]
    [InlineData("end-\n\nnew", "end-\n\nnew")]
    [InlineData("end-", "end-")]
    [InlineData("", "")]
    public void Broken_words_are_joined(string text, string expected) => Assert.Equal(expected, HyphenJoiner.Join(text));

    [Theory]
    [InlineData("a   b\t c  \n\n  d", "a b c\n\nd")]
    [InlineData("a b", "a b")]
    [InlineData(" \u00A0 a\u3000b", "a b")]
    public void Blanks_are_collapsed_line_by_line(string text, string expected) => Assert.Equal(expected, SpaceCollapser.Collapse(text));

    [Fact]
    public void Misread_heads_are_taken_out_and_text_is_not()
    {
        string[] misread =
        [
            "Confidential - Subject to Protective Order // Gannet Co1d Storage v. Port Ellery Terrninal",
            "Confidentia1 - Subjeet to Proteetive 0rder // Gannet Cold Storage v. Port El1ery Terminal",
            "Confiderrtial - Sub.ject to Protectlve Order // Gannet Cold Storage v. Port Ellery Terminal",
            "Confidential - Subject to Pr0tective\nOrder ll Gannet Cold St0rage v. Port Ellery Terminal",
            "C0nfidential - Suhject to Protective Order // Gannet Gold Storage v. Port EIlery Terminal",
        ];
        string[] bodies =
        [
            "The tenant keeps the plant in order.", "Rent falls due on the first day.", "Notices go by courier.",
            "A subrogee takes its insured's rights.", "Thulvik refused to repair the compressor.", "The seal had failed.",
        ];
        List<OcrPage> pages = [.. Enumerable.Range(0, 100).Select(i =>
            new OcrPage(i + 1, $"{misread[i % 5]}\nSection {i} {bodies[i % 6]}\n{bodies[(i + i / 7) % 6]} It was so found in {i}.\n\n{i - 2}"))];
        List<OcrPage> cleaned = Clean(pages);
        Assert.Equal(100, cleaned.Count);
        Assert.All(cleaned, page => Assert.DoesNotContain("Port", page.Text, StringComparison.Ordinal));
        Assert.All(cleaned.Skip(5), page => Assert.EndsWith($"found in {page.Number - 1}.", page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_that_stand_once_or_within_pages_too_stay()
    {
        string[] words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett"];
        List<OcrPage> pages = [.. Enumerable.Range(0, 40).Select(i => new OcrPage(
            i + 1,
            $"{words[i % 10]} {words[i / 4]} chapter\nHarm to Ongoing Matter\n{words[i / 10]} text\n{words[i % 6]} more\nHarm to Ongoing Matter\nlast {words[i % 7]} line\n{words[i % 3]} end"))];
        Assert.All(Clean(pages), page => Assert.Equal(2, page.Text.Split("Harm to Ongoing Matter").Length - 1));
    }

    [Fact]
    public void No_more_than_the_reach_is_held()
    {
        RunningHeadFilter filter = new();
        for (int i = 1; i <= RunningHeadFilter.Reach; i++)
        {
            filter.Add(new OcrPage(i, $"text {i}"));
            Assert.False(filter.TryRead(out _));
        }

        filter.Add(new OcrPage(99, "text"));
        Assert.True(filter.TryRead(out OcrPage? first));
        Assert.Equal(1, first.Number);
    }

    private static List<OcrPage> Clean(List<OcrPage> pages)
    {
        RunningHeadFilter filter = new();
        List<OcrPage> cleaned = [];
        foreach (OcrPage page in pages)
        {
            filter.Add(page);
            if (filter.TryRead(out OcrPage? ready))
                cleaned.Add(ready);
        }

        while (filter.TryReadLast(out OcrPage? last))
            cleaned.Add(last);
        return cleaned;
    }
}
