using SynthGen.Rows;

namespace SynthGen.Core.Tests.Rows;

public sealed class EvidenceLocatorTests
{
    private const string Text = """
        The Specia l Counse l's investi-
        gation established that the IRA’s “troll farm” — funded by Concord — spent $1,234.50
        on ads. Section 600.8(c) requires a con-
        fidential report. “Nobody threw the switch by hand,” he wrote. Zoë's eﬃcient ﬁle was naïve.
        The part of the party that part-
        icipates is the 2016–2017 campaign . The mcdern rnodel was trained on 1ega1 docurnents of the court.
        """;

    private static readonly OcrPage Page = new(1, Text, "a.txt");

    [Theory]

    // Literally.
    [InlineData("Section 600.8(c) requires", "Section 600.8(c) requires")]
    [InlineData("  Section 600.8(c) requires\n", "Section 600.8(c) requires")]
    [InlineData("part", "part")]
    [InlineData("funded by Concor", "funded by Concord")]

    // By its letters.
    [InlineData("The Special Counsel's investigation established", "The Specia l Counse l's investi-\ngation established")]
    [InlineData("THE SPECIAL COUNSEL'S INVESTIGATION", "The Specia l Counse l's investi-\ngation")]
    [InlineData("\"troll farm\" - funded by Concord - spent", "“troll farm” — funded by Concord — spent")]
    [InlineData("requires a confidential report.", "requires a con-\nfidential report.")]
    [InlineData("\"Nobody threw the switch by hand,\" he wrote.", "“Nobody threw the switch by hand,” he wrote.")]
    [InlineData("Zoe's efficient file was naive", "Zoë's eﬃcient ﬁle was naïve")]
    [InlineData("...spent $1,234.50 on ads...", "spent $1,234.50\non ads")]
    [InlineData("…he wrote…", "he wrote")]
    [InlineData("“requires a confidential report”", "requires a con-\nfidential report")]
    [InlineData("part-icipates is the 2016-2017 campaign.", "part-\nicipates is the 2016–2017 campaign")]

    // By the fewest edits.
    [InlineData("The modern model was trained on legal documents of the court", "The mcdern rnodel was trained on 1ega1 docurnents of the court")]
    [InlineData("was trained on legal documents of", "was trained on 1ega1 docurnents of")]
    [InlineData("spent $1,234.50 on the ads", "spent $1,234.50\non ads")]

    // In parts.
    [InlineData("The Special Counsel's investigation … spent $1,234.50", "The Specia l Counse l's investi-\ngation established that the IRA’s “troll farm” — funded by Concord — spent $1,234.50")]
    [InlineData("a confidential report [...] he wrote", "a con-\nfidential report. “Nobody threw the switch by hand,” he wrote")]
    [InlineData("he wrote ... a confidential report", "a con-\nfidential report")]
    [InlineData("was never in the page ... The modern model was trained on legal documents of the court", "The mcdern rnodel was trained on 1ega1 docurnents of the court")]
    public void Finds(string quote, string passage)
    {
        LocatedEvidence? found = new EvidenceLocator(Page).Locate(quote);
        Assert.Equal(passage, found?.Evidence.Quote);
        Assert.True(found!.Value.Evidence.IsIn(Page));
        Assert.InRange(found.Value.Score, EvidenceLocator.LeastScore(100), 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("...")]
    [InlineData("“”")]
    [InlineData(".")]
    [InlineData("articipate")]
    [InlineData("art")]
    [InlineData("$1,234,50")]
    [InlineData("20162017")]
    [InlineData("nobody sends a bitch")]
    [InlineData("the rnodern")]
    [InlineData("The Attorney General established that the campaign paid nobody")]
    [InlineData("he wrote ... something that was never in the page at all")]
    public void Does_not_find(string? quote) => Assert.Null(new EvidenceLocator(Page).Locate(quote));

    [Fact]
    public void Scores_by_edits()
    {
        EvidenceLocator locator = new(Page);
        Assert.Equal(1, locator.Locate("requires a confidential report")!.Value.Score);
        Assert.Equal(1 - 2 / 24.0, locator.Locate("1ega1 documents of the court")!.Value.Score, 6);
    }

    [Fact]
    public void Takes_the_first_of_equals()
    {
        OcrPage page = new(1, "He said he paid the rent in May. He said he paid the rent in May.");
        Assert.Equal(0, new EvidenceLocator(page).Locate("He said he paid the rent in May")!.Value.Evidence.Start);
        Assert.Equal(0, new EvidenceLocator(page).Locate("He said he had the rent in May")!.Value.Evidence.Start);
    }

    [Fact]
    public void Prefers_the_nearest()
    {
        OcrPage page = new(1, "He said hc paid thc rcnt in Mav. He said he paid the rent in Mav.");
        Assert.Equal(33, new EvidenceLocator(page).Locate("He said he paid the rent in May")!.Value.Evidence.Start);
    }

    [Fact]
    public void Parts_too_far_apart_give_the_longer()
    {
        OcrPage page = new(1, $"The tenant shall pay the rent. {string.Concat(Enumerable.Repeat("Filler goes here. ", 50))} The landlord shall restore the supply at once.");
        Assert.Equal("The landlord shall restore the supply at once.",
            new EvidenceLocator(page).Locate("The tenant shall pay the rent ... The landlord shall restore the supply at once.")!.Value.Evidence.Quote.TrimEnd('.') + ".");
    }

    [Theory]
    [InlineData("最高裁判所は原告の請求を棄却した。被告は控訴した。", "原告の請求を棄却した", "原告の請求を棄却した")]
    [InlineData("最高裁判所は原告の請求を棄却した。被告は控訴した。", "最高裁判所が原告の請求を棄却した。", "最高裁判所は原告の請求を棄却した。")]
    [InlineData("Суд отклонил иск истца о возмещении вреда.", "суд отклонил иск истца", "Суд отклонил иск истца")]
    [InlineData("The 😀 emoji and 𝒜 letter", "😀 emoji and 𝒜", "😀 emoji and 𝒜")]
    public void Knows_other_scripts(string text, string quote, string passage) =>
        Assert.Equal(passage, new EvidenceLocator(new OcrPage(1, text)).Locate(quote)?.Evidence.Quote);
}
