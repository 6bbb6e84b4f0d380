namespace SynthGen.Text;

/// <summary>
/// What words that mean the same have in common: the endings of number and tense off, then the first six letters
/// (truncation stems as well as rules do for matching: M. Kantrowitz, B. Mohit, V. Mittal, "Stemming and its effects on
/// TFIDF ranking", SIGIR 2000). "obstructed", "obstruction" and "obstructs" are "obstru"; figures stay as they are.
/// </summary>
internal static class WordStem
{
    private const int Letters = 6;

    /// <summary>The stem of a word of <see cref="WordReader"/>.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> word)
    {
        if (word.ContainsAnyInRange('0', '9'))
            return word;

        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal))
            word = word[..^2];
        else if (word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i'))
            word = word[..^1];
        if (word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal))
            word = Undouble(word[..^3]);
        else if (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal))
            word = Undouble(word[..^2]);
        word = word.Length > Letters ? word[..Letters] : word;
        return word.Length > 3 && word[^1] is 'e' or 'y' or 'i' ? word[..^1] : word;
    }

    // "planned" is of "plan", "called" of "call".
    private static ReadOnlySpan<char> Undouble(ReadOnlySpan<char> word) =>
        word.Length > 3 && word[^1] == word[^2] && word[^1] is not ('l' or 's' or 'z') ? word[..^1] : word;
}
