using System.Globalization;
using System.Text;
using SynthGen.Text;

namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// Turns any text into an FTS5 expression. Text in quotation marks is a phrase, everything else a list of words. All of it
/// is quoted, so that no word is an operator. The tokenizer makes a phrase of what it splits ("6.1" is 6 before 1).
/// 5,000 is searched as 5000, and also as 5 before 000, because older indexes hold it in two words.
/// </summary>
internal static class WordQuery
{
    // SQLite limits the size of an expression; a query with so many different words needs no more.
    private const int MostTerms = 64;

    /// <summary>The distinct phrases and words, quoted for FTS5; empty if the text has no letter or digit.</summary>
    public static IReadOnlyList<string> Terms(string query)
    {
        List<string> terms = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        string[] parts = Plain(query).Split('"');
        for (int i = 0; i < parts.Length; i++)
        {
            // An unpaired last quotation mark quotes nothing.
            bool isPhrase = i % 2 == 1 && i < parts.Length - 1;
            foreach (string term in isPhrase ? [parts[i].Trim()] : parts[i].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (terms.Count < MostTerms && term.EnumerateRunes().Any(IsToken) && seen.Add(DigitGroups.Join(term)))
                    terms.Add(Quote(term));
            }
        }

        return terms;
    }

    private static string Quote(string term) =>
        DigitGroups.Join(term) is var joined && joined != term ? $"(\"{joined}\" OR \"{term}\")" : $"\"{term}\"";

    // Drops NUL, which would end a text early, and half surrogate pairs, which UTF-8 cannot hold.
    private static string Plain(string query)
    {
        StringBuilder plain = new(query.Length);
        foreach (Rune rune in query.EnumerateRunes())
        {
            if (rune.Value is '"' or '\u201C' or '\u201D' or '\u201E')
                plain.Append('"');
            else if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune == Rune.ReplacementChar)
                plain.Append(' ');
            else
                plain.Append(rune);
        }

        return plain.ToString();
    }

    // The categories that the tokenizer unicode61 takes for parts of words.
    private static bool IsToken(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or
        UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse;
}
