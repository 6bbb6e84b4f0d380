using SynthGen.Text;

namespace SynthGen.Retrieval.Graph;

/// <summary>Judges the text between two names of a sentence.</summary>
internal static class ClauseText
{
    // Further apart, names in one sentence seldom have to do with each other.
    private const int Near = 110;

    /// <summary>Whether the names stand in one clause.</summary>
    public static bool IsNear(ReadOnlySpan<char> between) => between.Length <= Near && !between.Contains(';');

    /// <summary>Whether the names stand in one clause, and not side by side in a list.</summary>
    public static bool Binds(ReadOnlySpan<char> between) => IsNear(between) && !IsList(between);

    /// <summary>Whether the text says what the one has to do with the other: it has a verb, and no other part of the sentence begins in it.</summary>
    public static bool Says(ReadOnlySpan<char> between)
    {
        if (between.ContainsAny(",;:()\"“”[") || between.Length > Near)
            return false;
        foreach (Range range in between.SplitAny(" \n"))
        {
            if (IsVerb(between[range]))
                return true;
        }

        return false;
    }

    /// <summary>Whether a word is a verb in the past or a common one.</summary>
    public static bool IsVerb(ReadOnlySpan<char> word) =>
        !WordLists.Stop.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)
        && ((word.Length > 4 && word.EndsWith("ed")) || WordLists.Verb.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word));

    private static bool IsList(ReadOnlySpan<char> between)
    {
        foreach (Range range in between.SplitAny(" \n"))
        {
            ReadOnlySpan<char> word = between[range].Trim(",.()");
            if (word.Length > 1 && char.IsLower(word[0]) && word is not ("and" or "or" or "as" or "well"))
                return false;
        }

        return true;
    }
}
