namespace SynthGen.Text;

/// <summary>The words that a document has shown so far, whole on a line; case means nothing.</summary>
/// <remarks>
/// A word with hyphens is one word. What stands before a hyphen at a line's end and the word after it may be pieces of a word,
/// and are left out. A document of very many different words, which is mostly noise, adds nothing after the first hundred
/// thousand, so that memory stays bounded.
/// </remarks>
internal sealed class SeenWords
{
    /// <summary>No words: nothing is known of the document.</summary>
    public static readonly SeenWords None = new();

    private const int MaxWords = 100_000;

    private const ulong Seed = 14695981039346656037;

    // Hashes take a tenth of the time and memory of the words; two words of one hash are less likely than a misreading.
    private readonly HashSet<ulong> _words = [];

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
            ulong hash = Seed;
            for (; at < text.Length && (IsLetter(text[at]) || (IsHyphen(text[at]) && at + 1 < text.Length && char.IsLetter(text[at + 1]))); at++)
                hash = Mix(hash, text[at]);
            bool isBeforeBreak = at < text.Length && (IsHyphen(text[at]) || text[at] == HyphenRules.NotSign);
            bool isInNumber = (start > 0 && char.IsDigit(text[start - 1])) || (at < text.Length && char.IsDigit(text[at]));
            if (!isBeforeBreak && !isAfterBreak && !isInNumber)
                _words.Add(hash);
            isAfterBreak = isBeforeBreak;
        }
    }

    /// <summary>Whether the document has shown a word.</summary>
    public bool Has(ReadOnlySpan<char> word)
    {
        ulong hash = Seed;
        foreach (char c in word)
            hash = Mix(hash, c);
        return _words.Contains(hash);
    }

    /// <summary>Whether a character is a letter or a mark on one.</summary>
    public static bool IsLetter(char c) =>
        char.IsLetter(c) || (c >= '\u0300' && char.GetUnicodeCategory(c) is
            System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);

    // FNV-1a over the letters in lower case.
    private static ulong Mix(ulong hash, char c) => (hash ^ (char.IsAscii(c) ? (char)(c | 0x20) : char.ToLowerInvariant(c))) * 1099511628211;

    private static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011' or HyphenRules.SoftHyphen;
}
