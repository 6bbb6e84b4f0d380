using System.Collections.Frozen;

namespace SynthGen.Text;

/// <summary>Detects tokens that OCR has spoilt, so that questions do not use them.</summary>
internal static class MisreadTokenFilter
{
    // Endings that OCR tears off: "act ive".
    private static readonly FrozenSet<string> Endings = FrozenSet.Create(
        StringComparer.Ordinal,
        "ive", "ives", "ial", "ion", "ions", "ing", "ings", "ment", "ments", "tion", "tions", "sion", "ness", "ible", "ical", "ically", "ously", "ence", "ance", "ity", "ities", "ted", "tive", "ious");

    private static readonly int LongestEnding = Endings.Max(ending => ending.Length);

    /// <summary>Whether a token, including the punctuation around it, looks misread.</summary>
    public static bool Is(ReadOnlySpan<char> token)
    {
        ReadOnlySpan<char> word = token.TrimSigns("\"“”'‘’()[],.;:?!-–—*");
        if (word.Length == 0)
            return token.Length > 3;
        if (word.Length <= LongestEnding && char.IsAsciiLetterLower(word[0]) && Endings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            return true;
        if (IsPlainWord(word))
            return false;

        int letters = 0, digits = 0, vowels = 0, upper = 0, turns = 0, other = 0;
        for (int i = 0; i < word.Length; i++)
        {
            char c = word[i];
            if (char.IsLetter(c))
            {
                letters++;
                vowels += "aeiouyAEIOUY".Contains(c) || c > 'z' ? 1 : 0;
                if (char.IsUpper(c))
                {
                    upper++;
                    if (i > 0 && char.IsLower(word[i - 1]))
                        turns++;
                }
            }
            else if (char.IsDigit(c))
            {
                digits++;
            }
            else if (!"'’-–—./&,:§$%()[]/@_#".Contains(c))
            {
                other++;
            }
        }

        if (other > 0)
            return true;
        if (letters == 0)
            return false;
        if (letters == 1 && word.Length == 1)
            return !"aAI".Contains(word[0]) && !(char.IsUpper(word[0]) && token.Length > 1);
        if (digits > 0)
            return !IsMixedOnPurpose(word, letters, digits);
        if (upper == letters)
            return false;
        if (vowels == 0 && letters > 2 && !word.Contains('.'))
            return true;

        // One capital inside a word is a name (WikiLeaks, McGahn); more are a misreading.
        return turns > 1 || (turns == 1 && !IsNameWithTurn(word)) || (turns == 0 && upper > 1 && upper < letters && char.IsUpper(word[1]) && word.IndexOfAny(".-'’") < 0);
    }

    /// <summary>Whether any token of a text looks misread.</summary>
    public static bool Any(ReadOnlySpan<char> text) => Count(text, out _) > 0;

    /// <summary>Returns the share of tokens that look misread, 0 to 1.</summary>
    public static double Share(ReadOnlySpan<char> text)
    {
        int odd = Count(text, out int tokens);
        return tokens == 0 ? 0 : (double)odd / tokens;
    }

    private static int Count(ReadOnlySpan<char> text, out int tokens)
    {
        int odd = 0;
        tokens = 0;
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            for (end = start; end < text.Length && text[end] is not (' ' or '\t' or '\n');)
                end++;
            if (end == start)
                continue;
            tokens++;
            if (Is(text[start..end]))
                odd++;
        }

        return odd;
    }

    // Most words are small letters of ASCII with a vowel among them, perhaps after a capital. None of the rules finds fault with them.
    private static bool IsPlainWord(ReadOnlySpan<char> word)
    {
        bool hasVowel = AsciiVowels.Contains(word[0]);
        for (int i = 1; i < word.Length; i++)
        {
            if (!char.IsAsciiLetterLower(word[i]))
                return false;
            hasVowel |= AsciiVowels.Contains(word[i]);
        }

        return hasVowel && word.Length > 1 && char.IsAsciiLetter(word[0]);
    }

    // 1st, 20th, 302s, FD-302, A2, 6(e), B1, p.m.5 are correct spellings; 6r1g and w0rk are not.
    private static bool IsMixedOnPurpose(ReadOnlySpan<char> word, int letters, int digits)
    {
        if (word.IndexOfAny("-/._()§$%:@#") >= 0)
            return true;
        if (char.IsDigit(word[0]))
            return letters <= 2 && char.IsLetter(word[^1]);
        return letters <= 4 && char.IsUpper(word[0]) && char.IsDigit(word[^1]) && !word[..letters].ContainsAnyInRange('a', 'z') && digits > 0;
    }

    private static bool IsNameWithTurn(ReadOnlySpan<char> word)
    {
        int turn = 1;
        while (!(char.IsUpper(word[turn]) && char.IsLower(word[turn - 1])))
            turn++;
        int rest = word.Length - turn;
        return word[..turn] is "Mc" or "Mac" or "De" or "Di" or "La" or "Le" or "Fitz"
            ? rest >= 3
            : char.IsUpper(word[0]) && turn is >= 3 and <= 5 && rest is >= 3 and <= 7;
    }
}
