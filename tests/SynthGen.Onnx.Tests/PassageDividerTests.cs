using CsCheck;

namespace SynthGen.Onnx.Tests;

public sealed class PassageDividerTests
{
    private static readonly Gen<string> Pages = Gen.String[Gen.Char["abcde  \n"], 0, 3000];

    [Fact]
    public void A_page_no_longer_than_a_passage_has_none() =>
        Assert.Empty(new PassageDivider(_ => 1).Divide(string.Join(' ', Enumerable.Repeat("word", PassageDivider.UsualLength))));

    [Fact]
    public void A_page_one_word_longer_has_two_that_overlap()
    {
        string page = string.Join('\n', Enumerable.Range(1, PassageDivider.UsualLength + 1));
        IReadOnlyList<string> passages = new PassageDivider(_ => 1).Divide(page);
        Assert.Equal(2, passages.Count);
        Assert.StartsWith("1\n", passages[0]);
        Assert.EndsWith("\n220", passages[0]);
        Assert.StartsWith("181\n", passages[1]);
        Assert.EndsWith("\n221", passages[1]);
    }

    [Fact]
    public void A_word_longer_than_a_passage_stands_alone() =>
        Assert.Equal(["long", "b"], new PassageDivider(word => word == "long" ? 500 : 1).Divide("long b"));

    [Fact]
    public void Passages_cover_every_word_in_order_and_keep_to_their_length() => Pages.Sample(page =>
    {
        IReadOnlyList<string> passages = new PassageDivider(word => word.Length).Divide(page);
        int covered = 0;
        Assert.All(passages, passage => Assert.True(Words(passage).Length == 1 || passage.Count(char.IsLetter) <= PassageDivider.UsualLength));
        if (passages.Count == 0)
        {
            Assert.True(page.Count(char.IsLetter) <= PassageDivider.UsualLength || Words(page).Length == 1);
            return;
        }

        foreach (string passage in passages)
        {
            int at = page.IndexOf(passage, Math.Max(0, covered - passage.Length), StringComparison.Ordinal);
            Assert.True(at >= 0 && string.IsNullOrWhiteSpace(page[Math.Min(covered, at)..at]));
            covered = Math.Max(covered, at + passage.Length);
        }

        Assert.True(string.IsNullOrWhiteSpace(page[covered..]));
    });

    private static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
