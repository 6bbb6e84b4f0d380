namespace SynthGen.Retrieval.Graph;

/// <summary>Checks that a graph is of the pages of an index.</summary>
internal static class GraphFit
{
    /// <summary>Returns in a sentence why a graph is of other pages; null if all of its sentences stand in the index.</summary>
    public static string? Problem(PageGraph graph, IPageIndex index)
    {
        foreach (IGrouping<Documents.PageKey, PagePassage> page in graph.Nodes.SelectMany(node => node.Mentions).Select(mention => mention.Passage).GroupBy(passage => passage.Page))
        {
            if (index.Find(page.Key) is not { } found)
                return $"Page {page.Key} of the graph is not in the index.";
            if (page.Any(passage => !passage.Evidence.IsIn(found)))
                return $"Page {page.Key} has another text in the index than in the graph.";
        }

        return null;
    }
}
