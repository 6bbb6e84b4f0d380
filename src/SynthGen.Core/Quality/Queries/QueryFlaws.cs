using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Quality.Queries;

/// <summary>Finds what is wrong with a query or with a turn of a conversation. Thread-safe.</summary>
/// <param name="index">The index of the document, whose words are known; null if there is none.</param>
internal sealed class QueryFlaws(IPageIndex? index)
{
    private readonly BrokenWords _words = new(new DocumentWords(index));

    /// <summary>Returns the first flaw; null if there is none.</summary>
    /// <param name="text">The query.</param>
    /// <param name="page">The page that it is about; null if that is not known.</param>
    /// <param name="calls">The calls that follow.</param>
    /// <param name="standsAlone">Whether nothing was said before: "And when?" is whole only as a later turn.</param>
    public QueryFlaw? Find(string text, IndexedPage? page, IEnumerable<ToolCall> calls, bool standsAlone = true)
    {
        if (QueryMarks.Find(text) is { } mark)
            return mark;

        QueryText query = new(text);
        return QueryEnds.Find(query, page?.Page.Text) ?? (standsAlone ? QueryFragment.Find(query, page?.Words) : null) ?? _words.Find(query, page, Sought(calls));
    }

    private static HashSet<string> Sought(IEnumerable<ToolCall> calls) =>
        [.. calls.SelectMany(ArgumentText.Of).SelectMany(text => new QueryText(text).Words).Select(word => word.Folded)];
}
