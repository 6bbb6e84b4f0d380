namespace SynthGen.Pictures;

/// <summary>All pictures of a set, or of two beside each other.</summary>
internal static class DatasetPictures
{
    /// <summary>The names of the pictures.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        ["shares", "coverage", "rows-a-page", "tools", "contrast", "kinds", "calls", "lengths", "words", "copies", "map", "difficulty", "turns", "ranks", "rejections"];

    /// <summary>Returns the pictures of pages, tools, queries and proof, in the order in which a report shows them.</summary>
    /// <param name="sets">One set or two.</param>
    /// <param name="index">Its model embeds the queries for the map; null for a model of the queries' own words.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    public static IEnumerable<Picture> Of(IReadOnlyList<DatasetProfile> sets, PageIndex? index, CancellationToken cancellationToken)
    {
        yield return ProofPictures.Shares(sets);
        yield return PagePictures.Coverage(sets);
        yield return PagePictures.RowsOfPages(sets);
        yield return ToolPictures.Tools(sets);
        yield return ToolPictures.Contrast(sets);
        yield return ToolPictures.Kinds(sets);
        yield return ToolPictures.Calls(sets);
        yield return QueryPictures.Lengths(sets);
        yield return QueryPictures.Words(sets);
        yield return QueryPictures.Copies(sets);
        yield return QueryMap.Of(sets, index, cancellationToken);
        yield return QueryPictures.Difficulty(sets);
        yield return QueryPictures.Turns(sets);
        yield return ProofPictures.Ranks(sets);
        yield return ProofPictures.Rejections(sets);
    }
}
