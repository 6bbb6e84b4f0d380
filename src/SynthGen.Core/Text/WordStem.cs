namespace SynthGen.Text;

/// <summary>
/// Stems words so that related forms match: removes the endings of number and tense, then keeps the first six letters.
/// Truncation stems as well as rules do for matching (M. Kantrowitz, B. Mohit, V. Mittal, "Stemming and its effects on
/// TFIDF ranking", SIGIR 2000). "obstructed", "obstruction" and "obstructs" become "obstru"; figures stay unchanged. Of a
/// Korean word, whose particles follow it without a space, the first two syllables are kept.
/// </summary>
internal static class WordStem
{
    private const int Letters = 6, Syllables = 2;

    /// <summary>Returns the stem of a word of <see cref="WordReader"/>.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> word)
    {
        if (word.ContainsAnyInRange('0', '9'))
            return word;
        if (LetterFold.Get(word[0]).Kind == LetterKind.Hangul)
            return word[..Math.Min(word.Length, Syllables)];

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

    // The stem of "planned" is "plan", but that of "called" is "call".
    private static ReadOnlySpan<char> Undouble(ReadOnlySpan<char> word) =>
        word.Length > 3 && word[^1] == word[^2] && word[^1] is not ('l' or 's' or 'z') ? word[..^1] : word;
}
