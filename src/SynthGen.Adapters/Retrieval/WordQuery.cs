using System.Text;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// Turns any text into terms of an index of folded words (<see cref="IndexWords"/>). Text in quotation marks is a phrase,
/// everything else a list of words. What the index holds as several words is a phrase ("6.1" is 6 before 1).
/// </summary>
internal static class WordQuery
{
    // SQLite limits the size of an expression; a query with so many different words needs no more.
    private const int MostTerms = 64;

    /// <summary>Reads a query.</summary>
    public static QueryTerms Read(string query)
    {
        QueryTerms terms = new(MostTerms);
        List<IndexPhrase> phrases = [.. Split(query).Select(IndexWords.Phrase).OfType<IndexPhrase>().DistinctBy(phrase => string.Join(' ', phrase.Words)).Take(MostTerms)];
        foreach (IndexPhrase phrase in phrases)
            terms.Require(QueryTerm.Of(phrase.Words, phrase.IsPrefix));

        // A sentence of a script without spaces is one phrase, which few pages have as it stands.
        foreach (string pair in phrases.SelectMany(phrase => phrase.Pairs))
            terms.Allow(QueryTerm.Of([pair]));
        return terms;
    }

    /// <summary>Splits a query into its phrases, without their quotation marks, and its words.</summary>
    public static IEnumerable<string> Split(string query)
    {
        string[] parts = Plain(query).Split('"');

        // An unpaired last quotation mark quotes nothing.
        return parts.SelectMany((part, i) => i % 2 == 1 && i < parts.Length - 1 ? [part.Trim()] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // Drops NUL, which would end a text early, and half surrogate pairs, which UTF-8 cannot hold.
    private static string Plain(string query)
    {
        if (!query.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return query;

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
}
