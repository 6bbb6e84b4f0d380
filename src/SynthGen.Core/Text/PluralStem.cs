namespace SynthGen.Text;

/// <summary>
/// The S stemmer: removes English plural endings and nothing else (Harman, How effective is suffixing?, 1991).
/// </summary>
internal static class PluralStem
{
    /// <summary>
    /// Returns how many characters of a word to keep, and the character that replaces the last of them; NUL for no
    /// replacement.
    /// </summary>
    public static (int Length, char Last) Of(ReadOnlySpan<char> word)
    {
        if (word.Length < 4 || word[^1] != 's')
            return (word.Length, '\0');
        if (word.EndsWith("ies") && word[^4] is not ('e' or 'a'))
            return (word.Length - 2, 'y');
        if (word.EndsWith("es") && word[^3] is 'a' or 'e' or 'o')
            return (word.Length, '\0');
        return word[^2] is 'u' or 's' ? (word.Length, '\0') : (word.Length - 1, '\0');
    }
}
