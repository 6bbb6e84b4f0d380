namespace SynthGen.Evaluation;

/// <summary>The edit distance of two texts (Levenshtein 1966), in UTF-16 code units.</summary>
internal static class Levenshtein
{
    /// <summary>Returns 1 − distance ÷ length of the longer text: 1 for equal texts, 0 for texts that share nothing.</summary>
    public static double Similarity(string one, string other)
    {
        int longer = Math.Max(one.Length, other.Length);
        return longer == 0 ? 1 : 1 - (double)Distance(one, other) / longer;
    }

    /// <summary>Returns the number of insertions, deletions and substitutions.</summary>
    public static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        int common = one.CommonPrefixLength(other);
        one = one[common..];
        other = other[common..];
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 0; i < one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < other.Length; j++)
            {
                int best = Math.Min(Math.Min(row[j], row[j + 1]) + 1, diagonal + (one[i] == other[j] ? 0 : 1));
                (diagonal, row[j + 1]) = (row[j + 1], best);
            }
        }

        return row[^1];
    }
}
