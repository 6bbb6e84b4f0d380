using CsCheck;
using SynthGen.Rows;

namespace SynthGen.Core.Tests.Rows;

public sealed class ApproximateSearchTests
{
    private static readonly Gen<string> Letters = Gen.String[Gen.Char["abcdé"], 0, 300];

    [Fact]
    public void Finds_what_the_table_finds() =>
        Gen.Select(Letters, Gen.String[Gen.Char["abcdé"], 1, 200], Gen.Double[0, 1]).Sample((text, pattern, share) =>
        {
            int maximum = (int)(share * (pattern.Length - 1));
            AssertSame(text, pattern, maximum);
        }, iter: 1_000);

    [Fact]
    public void Finds_what_was_hidden() =>
        Gen.Select(Letters, Gen.String[Gen.Char["abcdé"], 60, 200], Letters, Gen.Int[0, 59].Array[0, 20]).Sample((before, pattern, after, spots) =>
        {
            char[] spoilt = pattern.ToCharArray();
            foreach (int spot in spots)
                spoilt[spot * spoilt.Length / 60] = 'x';
            AssertSame(before + new string(spoilt) + after, pattern, pattern.Length / 5);
        }, iter: 300);

    private static void AssertSame(string text, string pattern, int maximum)
    {
        (int end, int edits) = Slowly(text, pattern);
        ApproximateSearch.Match? match = ApproximateSearch.Find(text, pattern, maximum);
        if (edits > maximum)
        {
            Assert.Null(match);
            return;
        }

        Assert.Equal((end, edits), (match!.Value.Start + match.Value.Length, match.Value.Edits));
        Assert.Equal(edits, Distance(text.Substring(match.Value.Start, match.Value.Length), pattern));
    }

    /// <summary>P. Sellers' table: the first end of the non-empty part with the fewest edits.</summary>
    private static (int End, int Edits) Slowly(string text, string pattern)
    {
        int[] column = [.. Enumerable.Range(0, pattern.Length + 1)];
        (int End, int Edits) best = (0, int.MaxValue);
        for (int j = 1; j <= text.Length; j++)
        {
            Step(column, pattern, text[j - 1], 0);
            if (column[^1] < best.Edits)
                best = (j, column[^1]);
        }

        return best;
    }

    private static int Distance(string text, string pattern)
    {
        int[] column = [.. Enumerable.Range(0, pattern.Length + 1)];
        for (int j = 1; j <= text.Length; j++)
            Step(column, pattern, text[j - 1], j);
        return column[^1];
    }

    private static void Step(int[] column, string pattern, char c, int top)
    {
        int diagonal = column[0];
        column[0] = top;
        for (int i = 1; i <= pattern.Length; i++)
        {
            int cell = Math.Min(Math.Min(column[i], column[i - 1]) + 1, diagonal + (pattern[i - 1] == c ? 0 : 1));
            (diagonal, column[i]) = (column[i], cell);
        }
    }
}
