namespace SynthGen.Documents;

/// <summary>The words that a document has shown so far, whole on a line; case means nothing.</summary>
/// <remarks>
/// A word with hyphens is one word. What stands before a hyphen at a line's end and the word after it may be pieces of a word,
/// and are left out. A document of very many different words, which is mostly noise, adds nothing after the first hundred
/// thousand, so that memory stays bounded.
/// </remarks>
internal sealed class Vocabulary
{
    private const int MaxWords = 100_000;
    private const int MaxLetters = 40;

    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Creates an empty vocabulary.</summary>
    public Vocabulary() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds the words of a text.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        bool isAfterBreak = false;
        for (int at = 0; at < text.Length && _words.Count < MaxWords;)
        {
            if (!char.IsLetter(text[at]))
            {
                at++;
                continue;
            }

            int start = at;
            while (at < text.Length && (IsLetter(text[at]) || (IsHyphen(text[at]) && at + 1 < text.Length && char.IsLetter(text[at + 1]))))
                at++;
            bool isBeforeBreak = at < text.Length && (IsHyphen(text[at]) || text[at] == HyphenJoiner.NotSign);
            bool isInNumber = (start > 0 && char.IsDigit(text[start - 1])) || (at < text.Length && char.IsDigit(text[at]));
            if (!isBeforeBreak && !isAfterBreak && !isInNumber && at - start is > 1 and <= MaxLetters)
                _lookup.Add(text[start..at]);
            isAfterBreak = isBeforeBreak;
        }
    }

    /// <summary>Whether the document has shown a word.</summary>
    public bool Has(ReadOnlySpan<char> word) => _lookup.Contains(word);

    /// <summary>Whether a character is a letter or a mark on one.</summary>
    public static bool IsLetter(char c) =>
        char.IsLetter(c) || (c >= '\u0300' && char.GetUnicodeCategory(c) is
            System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);

    private static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011' or HyphenJoiner.SoftHyphen;
}
