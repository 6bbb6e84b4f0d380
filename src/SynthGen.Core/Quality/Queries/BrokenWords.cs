using SynthGen.Retrieval;
using SynthGen.Quality.Words;
using SynthGen.Text;

namespace SynthGen.Quality.Queries;

/// <summary>Finds words of a query that are cut off or misread, compared with the page and the document.</summary>
/// <param name="document">The words of the document.</param>
internal sealed class BrokenWords(DocumentWords document)
{
    private const int ShortestName = 3, ShortestWord = 4, ShortestFirstName = 5, LongestFirstRest = 2;

    // Endings of inflected and derived forms: London, Londoner; inspect, inspection.
    private static readonly HashSet<string> Endings = new(StringComparer.Ordinal)
    {
        "es", "ian", "ians", "ean", "eans", "i", "is", "ese", "ish", "ic", "er", "ers", "ed", "ing", "ings", "ion", "ions", "ation", "ations",
        "ly", "ment", "ments", "ness", "able", "ist", "ists", "ism", "ship", "land", "man", "men", "gate", "esque", "ville", "town", "book", "work", "works",
    };

    private static readonly HashSet<string> Peoples = new(StringComparer.Ordinal) { "an", "ans", "ian", "ians", "ean", "eans", "ese", "ish", "i", "is" };

    private static readonly HashSet<string> Inflections = new(StringComparer.Ordinal) { "s", "es", "d", "ed", "ing", "ly", "r", "er" };

    /// <summary>Returns the first cut or misread word; null if there is none.</summary>
    /// <param name="query">The query.</param>
    /// <param name="page">Its page; null if it is not known.</param>
    /// <param name="sought">The words of its calls, folded.</param>
    public QueryFlaw? Find(QueryText query, IndexedPage? page, IReadOnlySet<string> sought)
    {
        if (page is not null && CutAtEnd(query, page) is { } end)
            return end;
        for (int i = 0; i < query.Words.Count; i++)
        {
            QueryWord word = query.Words[i];
            if (page is not null && IsCutName(query, i, page.Words, sought))
                return new QueryFlaw("CutName", $"'{word.Written}' is not a word of the document, but the beginning of '{page.Words.LongerWord(word.Folded)}'.");
            if (IsMisread(query, word, page))
                return new QueryFlaw("MisreadWord", $"'{word.Written}' looks misread, and stands nowhere else in the document.");
        }

        return null;
    }

    private bool IsCutName(QueryText query, int at, PageWords page, IReadOnlySet<string> sought)
    {
        QueryWord word = query.Words[at];
        if (!word.IsCapitalized || word.Folded.Length < ShortestName || ContentWords.IsStop(word.Folded) || page.HasRun(word.Folded) || page.LongerWord(word.Folded) is not { } whole)
            return false;

        // The first word has its capital because it is the first.
        string rest = whole[word.Folded.Length..];
        if (at == 0 && (word.Folded.Length < ShortestFirstName || rest.Length > LongestFirstRest))
            return false;

        // Februar is cut, whatever ends in y; Russia is not.
        bool isName = page.IsCapitalized(WordStem.Of(whole).ToString());
        bool isKnownWord = WordLists.NotName.Contains(whole) && !WordLists.Demonym.Contains(whole);
        return (isName || word.Folded.Length >= ShortestWord)
            && (IsSoughtWhole(word.Folded, sought) || GoesOnBesideName(query, at, page, whole) || (isKnownWord ? rest != "s" : !IsEnding(word.Folded, rest)))
            && !document.Has(word.Written);
    }

    // Kushn is cut if the call seeks Kushner; tenants may be sought for a tenant, and what is Russian for Russia.
    private static bool IsSoughtWhole(string word, IReadOnlySet<string> sought) => !sought.Contains(word) && sought.Any(whole =>
        whole.Length > word.Length && whole.StartsWith(word, StringComparison.Ordinal) && !WordLists.Demonym.Contains(whole.TrimEnd('s')) &&
        whole[word.Length..] is var rest && !((rest == "s" || Peoples.Contains(rest)) && IsEnding(word, rest)));

    // Bernie Sander is cut where the page has Bernie Sanders, and Scott Farms where it has Scotts Farms; the Sander may be one of the Sanders.
    private static bool GoesOnBesideName(QueryText query, int at, PageWords page, string whole)
    {
        return !WordLists.Demonym.Contains(whole.TrimEnd('s')) && ((IsName(at - 1) && page.RestAfter(query.Run(at - 1, 2)) is not null) || (IsName(at + 1) && page.HasRun($"{whole} {query.Words[at + 1].Folded}")));

        bool IsName(int i) => i >= 0 && i < query.Words.Count && query.Words[i].IsCapitalized && !ContentWords.IsStop(query.Words[i].Folded);
    }

    // Papadopoulo is cut, Kushner is not, though the page has the Kushners; Butin, Chairm and Mississipp are, Russia, Europe and Iraq are not.
    private static bool IsEnding(string word, string rest) => rest switch
    {
        "s" => word[^1] is not ('a' or 'o' or 'u' or 'i'),
        "n" or "ns" => word[^1] == 'a',
        "an" or "ans" => word[^1] is 'e' or 't' or 'h',
        "i" or "is" => word.Length > 1 && word[^1] != word[^2] && word[^1] is not ('a' or 'e' or 'i' or 'o' or 'u'),
        _ => Endings.Contains(rest),
    };

    // A run copied from the page whose first or last word goes on there: "tion of the Campaign".
    private QueryFlaw? CutAtEnd(QueryText query, IndexedPage page)
    {
        int count = query.Words.Count, run = Math.Min(3, count);
        if (run < 2)
            return null;
        QueryWord first = query.Words[0], last = query.Words[^1];
        if (page.Words.RestAfter(query.Run(count - run, run)) is { } rest && !Inflections.Contains(rest) && !page.Words.HasRun(last.Folded) && !document.Has(last.Written))
            return new QueryFlaw("CutName", $"The page has '{last.Folded}{rest}', not '{last.Written}'.");
        return !first.IsCapitalized && page.Words.HasRestBefore(query.Run(0, run)) && !page.Words.HasRun(first.Folded) && !document.Has(first.Written)
            ? new QueryFlaw("CutName", $"'{first.Written}' is the end of a word of the page.")
            : null;
    }

    private bool IsMisread(QueryText query, QueryWord word, IndexedPage? page)
    {
        if (MisreadWords.LooksMisread(word.Written, query.IsEnglish) && !document.HasElsewhere(word.Written, page?.Page))
            return true;

        // Words are looked up only where their letters give reason to.
        return document.AreKnown && MisreadWords.Corrections(word.Written, page?.Words.HasRun(word.Folded) == true) is { Count: > 0 } corrections &&
            !document.HasElsewhere(word.Written, page?.Page) && document.HasElsewhere(string.Join(' ', corrections), page?.Page);
    }
}
