namespace SynthGen.Documents;

/// <summary>Distinguishes words in Latin letters from garbled runs of letters.</summary>
internal static class LatinWordRules
{
    private const int MaxLength = 45;

    // Listed without accents where CharactersOf folds them away.
    private const string Vowels = "aeiouy\u00E0\u00E1\u00E2\u00E3\u00E4\u00E5\u00E6\u00E8\u00E9\u00EA\u00EB\u00EC\u00ED\u00EE\u00EF" +
        "\u00F2\u00F3\u00F4\u00F5\u00F6\u00F8\u00F9\u00FA\u00FB\u00FC\u00FD\u0101\u0103\u0105\u0113\u0117\u0119\u011B\u012B\u0131\u014D\u0151\u0153\u016B\u016F\u0171";

    private static readonly string[] NamePrefixes = ["Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz", "O", "Ph", "Mr", "Dr"];

    /// <summary>Whether a run of two letters or more can be a word, a name or an abbreviation.</summary>
    /// <param name="word">The letters.</param>
    /// <param name="endsInStop">Whether a full stop follows, as after abbreviations.</param>
    public static bool IsSound(ReadOnlySpan<char> word, bool endsInStop)
    {
        if (word.Length > MaxLength)
            return false;

        int capitals = 0;
        foreach (char c in word)
            capitals += char.IsUpper(c) ? 1 : 0;

        if (capitals == word.Length)
            return word.Length < 15 || HasVowel(word);
        if (IsTripled(word) && !RomanNumeral.TryParse(word, out _))
            return false;
        return capitals == 0 || (capitals == 1 && char.IsUpper(word[0]))
            ? HasVowel(word) || word.Length < (endsInStop ? 5 : 3)
            : IsSoundCapitals(word);
    }

    // GRUs, McGahn, WikiLeaks, DCLeaks, PhD: parts that are each a word, or initials.
    private static bool IsSoundCapitals(ReadOnlySpan<char> word)
    {
        int parts = 0;
        while (!word.IsEmpty)
        {
            int capitals = 0;
            while (capitals < word.Length && char.IsUpper(word[capitals]))
                capitals++;
            int end = capitals;
            while (end < word.Length && !char.IsUpper(word[end]))
                end++;

            ReadOnlySpan<char> small = word[capitals..end];
            if (parts++ > 2 || !IsSoundPart(word[..end], capitals, small, isLast: end == word.Length))
                return false;
            word = word[end..];
        }

        return true;
    }

    private static bool IsSoundPart(ReadOnlySpan<char> part, int capitals, ReadOnlySpan<char> small, bool isLast)
    {
        // iPhone, eBay.
        if (capitals == 0)
            return part.Length <= 2;
        if (small.IsEmpty)
            return isLast && capitals <= 4;
        if (capitals == 1)
            return (small.Length >= (isLast ? 1 : 2) && HasVowel(part)) || Array.Exists(NamePrefixes, part.ToString().Equals);
        // Initials with a plural ending, or followed by another word.
        return small is "s" or "ed" or "ing" || (capitals > 2 && small.Length >= 3 && HasVowel(small));
    }

    private static bool IsTripled(ReadOnlySpan<char> word)
    {
        for (int i = 2; i < word.Length; i++)
        {
            if (char.ToLowerInvariant(word[i]) == char.ToLowerInvariant(word[i - 1]) &&
                char.ToLowerInvariant(word[i]) == char.ToLowerInvariant(word[i - 2]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasVowel(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            if (Vowels.Contains(char.ToLowerInvariant(c)))
                return true;
        }

        return false;
    }
}
