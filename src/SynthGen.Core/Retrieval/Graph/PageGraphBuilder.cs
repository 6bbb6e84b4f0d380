using SynthGen.Documents;

namespace SynthGen.Retrieval.Graph;

/// <summary>Builds a graph from what is found on one page after the other. It holds sentences and names, not pages.</summary>
/// <param name="method">What reads the pages.</param>
internal sealed class PageGraphBuilder(string method)
{
    private readonly List<PageKey> _pages = [];
    private readonly HashSet<PageKey> _known = [];
    private readonly List<(PagePassage Passage, EntitySentence Sentence)> _sentences = [];

    /// <summary>The number of pages so far.</summary>
    public int Pages => _pages.Count;

    /// <summary>Whether a page was added before.</summary>
    public bool Has(PageKey page) => _known.Contains(page);

    /// <summary>Adds a page.</summary>
    /// <exception cref="ArgumentException">It was added before.</exception>
    public void Add(PageEntities page)
    {
        if (!_known.Add(page.Page))
            throw new ArgumentException($"Page {page.Page} was added before.", nameof(page));
        _pages.Add(page.Page);
        foreach (EntitySentence sentence in page.Sentences)
        {
            if (sentence.Entities.Count > 0)
                _sentences.Add((new PagePassage(page.Page, sentence.Evidence), sentence));
        }
    }

    /// <summary>Merges the names and returns the graph.</summary>
    public PageGraph Build()
    {
        NameMerger names = new(CommonWords.Of(_sentences.Select(sentence => sentence.Passage.Quote)));
        foreach ((PagePassage passage, EntitySentence sentence) in _sentences)
        {
            foreach (Entity entity in sentence.Entities)
                names.Add(entity, passage);
        }

        IReadOnlyList<PageGraphNode> nodes = names.Merge();
        EdgeCollector edges = new(nodes, _pages.Count);
        foreach ((PagePassage passage, EntitySentence sentence) in _sentences)
            edges.Add(passage, [.. sentence.Entities.Select(names.NodeOf).OfType<int>()], sentence.Relations, names);
        return new PageGraph(method, _pages, nodes, edges.Edges());
    }
}
