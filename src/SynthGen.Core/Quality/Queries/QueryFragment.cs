using SynthGen.Quality.Words;
using SynthGen.Text;

namespace SynthGen.Quality.Queries;

/// <summary>
/// Finds English queries that are pieces of sentences, and words that stand twice in a row. Key words without a verb are what
/// people type into a search; they are no fragment.
/// </summary>
internal static class QueryFragment
{
    private const int LeastCopied = 4;

    /// <summary>Returns why a query is a fragment; null if it is not.</summary>
    public static QueryFlaw? Find(QueryText query, PageWords? page)
    {
        if (Doubled(query, page) is { } doubled)
            return new QueryFlaw("DoubledWord", $"The query has '{doubled}'.");
        if (query.Words.Count == 0 || !query.MayBeEnglish)
            return null;

        // US, IT, Q and C are names.
        if (query.Words.Skip(1).All(word => ContentWords.IsStop(word.Folded) && !IsInCapitals(word.Written)) && ContentWords.IsStop(query.Words[0].Folded) &&
            (query.Words.Count > 1 || !IsInCapitals(query.Text)))
        {
            return new QueryFlaw("Fragment", "The query has function words alone.");
        }

        if (query.IsQuestion && query.Text.EndsWith('?'))
            return null;
        QueryWord first = query.Words[0];

        // A phrase in quotation marks is meant to be copied.
        bool isRest = (QueryWordLists.NeverFirst.Contains(first.Folded) && !query.IsQuestion && !(query.Words.Count > 1 && QueryWordLists.Question.Contains(query.Words[1].Folded))) ||
            (QueryWordLists.Continuation.Contains(first.Folded) && !first.IsCapitalized && first.Start == 0 && IsCopied(query, page));
        if (isRest)
            return new QueryFlaw("Fragment", $"The query begins with '{first.Written}', before which something is missing.");
        QueryWord last = query.Words[^1];
        return !first.IsCapitalized && first.Start == 0 && last.End == query.Text.Length && !last.IsCapitalized && ContentWords.IsStop(last.Folded) && IsCopied(query, page)
            ? new QueryFlaw("Fragment", $"The query is copied from within a sentence, and breaks off at '{last.Written}'.")
            : null;
    }

    private static bool IsInCapitals(string word) => !word.AsSpan().ContainsAnyInRange('a', 'z') && word is not ("A" or "I");

    private static bool IsCopied(QueryText query, PageWords? page) =>
        page is not null && query.Words.Count >= LeastCopied && page.HasRun(query.Run(0, query.Words.Count));

    private static string? Doubled(QueryText query, PageWords? page)
    {
        if (!query.MayBeEnglish)
            return null;
        for (int i = 1; i < query.Words.Count; i++)
        {
            // Three times is a loop, two capitalised ones may be a name: Boutros Boutros-Ghali.
            QueryWord word = query.Words[i], before = query.Words[i - 1];
            if (IsRepeated(query, i, 1) && (IsRepeated(query, i - 1, 1) || (!before.IsCapitalized || !word.IsCapitalized ? !MayDouble(word.Folded, page) : false)))
                return $"{before.Written} {word.Written}";
            if (i >= 3 && IsRepeated(query, i, 2) && ContentWords.IsStop(word.Folded) && ContentWords.IsStop(before.Folded) && word.Folded is not ("again" or "over" or "more" or "and"))
                return $"{before.Written} {word.Written} {before.Written} {word.Written}";
        }

        return null;
    }

    private static bool MayDouble(string word, PageWords? page) =>
        QueryWordLists.MayDouble.Contains(word) || char.IsDigit(word[0]) || (!ContentWords.IsStop(word) && page?.HasRun($"{word} {word}") == true);

    // The words up to one are those before them again, with nothing but blanks between.
    private static bool IsRepeated(QueryText query, int last, int length)
    {
        for (int i = last; i > last - length; i--)
        {
            if (i - length < 0 || query.Words[i].Folded != query.Words[i - length].Folded || !query.Text.AsSpan(query.Words[i - 1].End, query.Words[i].Start - query.Words[i - 1].End).IsWhiteSpace())
                return false;
        }

        return true;
    }
}
