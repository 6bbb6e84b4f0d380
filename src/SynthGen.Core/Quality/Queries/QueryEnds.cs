using System.Text.RegularExpressions;
using SynthGen.Quality.Words;
using SynthGen.Text;

namespace SynthGen.Quality.Queries;

/// <summary>Finds out whether a query was cut off: at an abbreviation, an initial, a title, a function word or a mark.</summary>
internal static partial class QueryEnds
{
    private const string Open = ",;:-\u2013\u2014\u2026/&(\u3001\uFF0C\uFF1A\uFF1B";

    /// <summary>Returns what is wrong with a query's ends; null if nothing is.</summary>
    /// <param name="query">The query.</param>
    /// <param name="page">The page that it is about; null if that is not known.</param>
    public static QueryFlaw? Find(QueryText query, string? page)
    {
        // Quotation marks and brackets at the end hold what is quoted, which may end anyhow.
        string text = query.Text.TrimEnd('?', '!', ' ');
        if (text.Length == 0)
            return null;
        if (Open.Contains(text[^1], StringComparison.Ordinal) || text.EndsWith("...", StringComparison.Ordinal))
            return new QueryFlaw("CutEnd", $"The query ends in '{text[^1]}'.");
        if (",;)]\u3001\uFF0C".Contains(text[0], StringComparison.Ordinal))
            return new QueryFlaw("CutEnd", $"The query begins with '{text[0]}'.");
        return CutName(query, text, page) is { } name ? new QueryFlaw("CutName", $"The query ends in '{name}', behind which something is missing.")
            : query.MayBeEnglish && CutWord(query, text) is { } word ? new QueryFlaw("CutEnd", $"The query ends in '{word}', behind which something is missing.")
            : null;
    }

    private static string? CutName(QueryText query, string text, string? page)
    {
        // U.S, whose last point a splitter took; 3.5 is a figure.
        if (BareAbbreviation().Match(text) is { Success: true, Value: string bare })
            return bare.Trim();
        if (Last().Match(text) is not { Success: true } last)
            return null;

        string word = last.Groups["word"].Value, before = last.Groups["before"].Value;
        bool hasPoint = last.Groups["point"].Length > 0;
        if (hasPoint && QueryWordLists.Leading.Contains(word) && (word.Length > 1 || char.IsLower(word[0])) && !(word is "No" or "no" && before.Length == 0))
            return word + ".";
        if (word.Length == 1 && char.IsUpper(word[0]) && before.Length > 0 && char.IsUpper(before[0]) && !QueryWordLists.Label.Contains(before.TrimEnd('.')))
        {
            // D. C. and U. S. are whole, and no names.
            if (hasPoint && before.Length == 2 && before[1] == '.' && QueryWordLists.SpacedAbbreviation.Contains($"{before[0]}{word}"))
                return null;
            return hasPoint || GoesOn(page, $"{before} {word}") ? $"{before} {word}{(hasPoint ? "." : "")}" : null;
        }

        // "to the Senator" and "the Department of Justice" are whole, "of Senator" is not; "meeting with Senator" may be what somebody types.
        bool isOfName = before == "of" && query.Words.Count > 3 && query.Words[^3].IsCapitalized;
        return query.IsQuestion && query.IsEnglish && !isOfName && char.IsUpper(word[0]) && QueryWordLists.Title.Contains(word) && before is "of" or "with" or "by" or "about" or "between" or "against" or "from"
            ? word
            : null;
    }

    // "George P", where the page has "George P. Shultz".
    private static bool GoesOn(string? page, string name)
    {
        int at = page?.IndexOf(name + ".", StringComparison.Ordinal) ?? -1;
        return at >= 0 && page.AsSpan(at + name.Length + 1).TrimStart() is { IsEmpty: false } rest && char.IsUpper(rest[0]);
    }

    private static string? CutWord(QueryText query, string text)
    {
        QueryWord last = query.Words[^1];
        if (last.End < text.TrimEnd('.').Length)
            return null;

        string word = last.Folded, before = query.Words.Count > 1 ? query.Words[^2].Folded : "";
        if (QueryWordLists.NeverLast.Contains(word) || (word == "his" && before is "and" or "or" or "but"))
        {
            // Part A, what if.
            bool isLabel = word is "a" or "an" && (last.IsCapitalized || QueryWordLists.Label.Contains(before));
            return isLabel || (word == "if" && before is "what" or "as" or "only" or "even") ? null : last.Written;
        }

        if (query.IsQuestion || !query.IsEnglish || query.HasAny(QueryWordLists.ClauseOpener))
            return null;
        bool isCut = QueryWordLists.Auxiliary.Contains(word)
            ? !last.IsCapitalized && word is not ("am" or "do" or "does" or "did" or "must")
            : word == "that" || (QueryWordLists.Preposition.Contains(word) && !IsParticle(word) && !MayPrecede(before) && !query.HasAny(QueryWordLists.Auxiliary));
        return isCut ? last.Written : null;
    }

    private static bool IsParticle(string word) => word is "in" or "on" or "by" or "as" or "under" or "during" or "through" or "about" or "over";

    // "crimes Gates was charged with", "people Cohen talked to", "address sent from".
    private static bool MayPrecede(string word) =>
        word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("en", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal) || WordLists.Verb.Contains(word);

    [GeneratedRegex(@"(?:^|\s)(?:\p{L}\.)+\p{L}$")]
    private static partial Regex BareAbbreviation();

    [GeneratedRegex(@"(?:(?<before>[\p{L}.'\u2019-]+)\s+)?(?<word>\p{L}[\p{L}.]*?)(?<point>\.?)$")]
    private static partial Regex Last();
}
