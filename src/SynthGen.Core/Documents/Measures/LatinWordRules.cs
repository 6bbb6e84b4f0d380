using SynthGen.Documents.Numbers;
using SynthGen.Text;

namespace SynthGen.Documents.Measures;

/// <summary>Distinguishes words in Latin letters from garbled runs of letters.</summary>
internal static class LatinWordRules
{
    private const int MaxLength = 45;

    // Plain letters have no accents, but Azerbaijani has this vowel.
    private const char Schwa = '\u0259';

    // They make a syllable without a vowel in Czech, Slovak, Croatian: smrt, vlk.
    private const string Syllabic = "rl";

    // GmbH, StGB, kWh; longer ones are made as WikiLeaks is.
    private const int LongestAbbreviation = 5;

    private static readonly string[] NamePrefixes = ["Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz", "O", "Ph", "Mr", "Dr"];

    /// <summary>Whether a run of two letters or more can be a word, a name or an abbreviation.</summary>
    /// <param name="word">The letters.</param>
    /// <param name="endsInStop">Whether a full stop follows, as after abbreviations.</param>
    /// <param name="isBeyondAscii">Whether the page's language has letters beyond those of ASCII.</param>
    public static bool IsSound(ReadOnlySpan<char> word, bool endsInStop, bool isBeyondAscii)
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
            ? HasVowel(word) || word.Length < (endsInStop ? 5 : 3) || (isBeyondAscii && word.ContainsAny(Syllabic))
            : IsSoundCapitals(word) || (isBeyondAscii && IsAbbreviation(word));
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> word) =>
        word.Length <= LongestAbbreviation && (char.IsUpper(word[0]) || (word.Length <= 3 && char.IsUpper(word[^1]) != char.IsUpper(word[^2])));

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
            // Two letters of ASCII that differ in more than their case are not the same.
            if (((word[i] ^ word[i - 1]) & ~0x20) != 0 && char.IsAscii(word[i]) && char.IsAscii(word[i - 1]))
                continue;
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
            if (AsciiVowels.Contains(c) || char.ToLowerInvariant(c) == Schwa)
                return true;
        }

        return false;
    }
}
