using System.Globalization;
using System.Text;
using SynthGen.Text;

namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// Turns any text into FTS5 expressions over an index of version 1, which holds the words as SQLite's tokenizer unicode61
/// reads them. The tokenizer makes a phrase of what it splits. 5,000 is searched as 5000, and also as 5 before 000, because the
/// oldest of these indexes hold it in two words.
/// </summary>
internal static class RawWordQuery
{
    private const int MostTerms = 64;

    /// <summary>Reads a query.</summary>
    public static QueryTerms Read(string query)
    {
        QueryTerms terms = new(MostTerms);
        foreach (string term in WordQuery.Split(query).Where(term => term.EnumerateRunes().Any(IsToken)).DistinctBy(DigitGroups.Join, StringComparer.OrdinalIgnoreCase).Take(MostTerms))
            terms.Require(new QueryTerm(DigitGroups.Join(term) is var joined && joined != term ? $"(\"{joined}\" OR \"{term}\")" : $"\"{term}\"", [], false));
        return terms;
    }

    // The categories that the tokenizer unicode61 takes for parts of words.
    private static bool IsToken(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or
        UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse;
}
