namespace SynthGen.Text;

/// <summary>Distinguishes hyphens that break a word from those that belong to it.</summary>
/// <remarks>
/// The document itself is the best dictionary: a word that it shows whole elsewhere is written like there. Otherwise a
/// conjunction after the hyphen makes it a suspended one, and lists of first and second parts, a single letter, a figure, an
/// abbreviation in capitals, or two words of an English text that both occur alone make it a compound's. Else it is a break.
/// </remarks>
internal static class HyphenRules
{
    /// <summary>The sign for a place at which a word may be broken.</summary>
    public const char SoftHyphen = '\u00AD';

    /// <summary>The sign that some OCR engines write for a hyphen at a line's end.</summary>
    public const char NotSign = '\u00AC';

    // Shorter words are often syllables too.
    private const int MinWordLetters = 4;

    /// <summary>Judges a hyphen at a line's end.</summary>
    /// <param name="first">The characters before the hyphen, back to a blank.</param>
    /// <param name="rest">The text after the line's end, which begins with a letter.</param>
    /// <param name="words">The document's words.</param>
    public static HyphenKind Judge(ReadOnlySpan<char> first, ReadOnlySpan<char> rest, SeenWords words)
    {
        ReadOnlySpan<char> part = LastPart(first);
        ReadOnlySpan<char> second = rest[..LengthOfWord(rest)];
        ReadOnlySpan<char> after = rest[second.Length..];
        bool isChain = part.Length < first.Length && first[^(part.Length + 1)] is '-' or '\u2010' or '\u2011';
        if (IsLinked(isChain, part, second, after))
            return HyphenKind.Compound;

        bool isKnown = words.Has($"{part}{second}");
        if (!isKnown && IsConjunction(second, after, words))
            return HyphenKind.Suspended;
        if (isKnown)
            return HyphenKind.Break;
        return IsCompound(isChain, part, second, words) ? HyphenKind.Compound : HyphenKind.Break;
    }

    private static bool IsConjunction(ReadOnlySpan<char> second, ReadOnlySpan<char> after, SeenWords words)
    {
        if (second.Equals("bzw", StringComparison.OrdinalIgnoreCase))
            after = after.TrimStart('.');
        // "mid- and", "pre- and/or", but not "thous-and," or "c'est-à-dire".
        if (!after.IsEmpty && !char.IsWhiteSpace(after[0]) && after[0] != '/')
            return false;
        // No word is broken before its last letter.
        if (second.Length == 1)
            return true;
        // "two- to three-year" has another hyphen.
        if (second is "to")
            return NextWord(after).TrimEnd(".,;:)").Contains('-');
        if (!HyphenWords.Conjunction.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(second, out string[]? endingIn))
            return false;

        foreach (string word in endingIn)
        {
            if (words.Has(word))
                return false;
        }

        return true;
    }

    // "state-of-" and "the-art", "case-by-" and "case".
    private static bool IsLinked(bool isChain, ReadOnlySpan<char> part, ReadOnlySpan<char> second, ReadOnlySpan<char> after) =>
        (isChain && Has(HyphenWords.Link, part)) ||
        (after.Length > 1 && after[0] == '-' && char.IsLetter(after[1]) && Has(HyphenWords.Link, second));

    private static bool IsCompound(bool isChain, ReadOnlySpan<char> part, ReadOnlySpan<char> second, SeenWords words) =>
        words.Has($"{part}-{second}") ||
        part.Length == 1 || part.ContainsAnyInRange('0', '9') || IsAbbreviation(part) ||
        (isChain && words.Has(part)) ||
        IsListed(part, second) ||
        (AreWords(part, second, words) && words.Has("the"));

    private static bool IsListed(ReadOnlySpan<char> part, ReadOnlySpan<char> second)
    {
        if (HyphenWords.First.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(part, out string[]? beginnings))
        {
            bool isHyphenated = beginnings is not [['*', ..], ..];
            foreach (string beginning in beginnings)
            {
                bool isMet = beginning.Length == 1
                    ? second.Equals(beginning, StringComparison.OrdinalIgnoreCase)
                    : second.StartsWith(beginning.AsSpan().TrimStart('*'), StringComparison.OrdinalIgnoreCase);
                if (isMet)
                    return !isHyphenated;
            }

            return isHyphenated;
        }

        return Has(HyphenWords.Second, second) && part.Length >= 3 && !Has(HyphenWords.Solid, part);
    }

    // Other languages write two words as one without a hyphen.
    private static bool AreWords(ReadOnlySpan<char> part, ReadOnlySpan<char> second, SeenWords words) =>
        part.Length >= MinWordLetters && second.Length >= MinWordLetters && words.Has(part) && words.Has(second) &&
        !Has(HyphenWords.Solid, part) && !Has(HyphenWords.Ending, second);

    private static bool Has(System.Collections.Frozen.FrozenDictionary<string, string[]> list, ReadOnlySpan<char> word) =>
        list.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(word);

    private static bool IsAbbreviation(ReadOnlySpan<char> part)
    {
        foreach (char c in part)
        {
            if (!char.IsUpper(c) && c != '.')
                return false;
        }

        return true;
    }

    // "government" of "(Russian-government".
    private static ReadOnlySpan<char> LastPart(ReadOnlySpan<char> first)
    {
        int start = first.Length;
        while (start > 0 && (SeenWords.IsLetter(first[start - 1]) || char.IsDigit(first[start - 1])))
            start--;
        return first[start..];
    }

    private static int LengthOfWord(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && SeenWords.IsLetter(text[length]))
            length++;
        return length;
    }

    private static ReadOnlySpan<char> NextWord(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        int end = text.IndexOfAny(" \n\t");
        return end < 0 ? text : text[..end];
    }
}
