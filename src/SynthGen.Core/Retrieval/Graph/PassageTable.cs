using SynthGen.Documents;

namespace SynthGen.Retrieval.Graph;

/// <summary>Gives each sentence of a graph a place, in the order of its nodes' mentions and then of its edges.</summary>
internal sealed class PassageTable
{
    private readonly Dictionary<PagePassage, int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PageKey, int> _pages = [];
    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);
    private readonly List<PagePassage> _items = [];

    /// <summary>The sentences.</summary>
    public IReadOnlyList<PagePassage> Items => _items;

    /// <summary>Reads a graph.</summary>
    public static PassageTable Of(PageGraph graph)
    {
        PassageTable table = new();
        foreach (PageKey page in graph.Pages)
            table._pages.TryAdd(page, table._pages.Count);
        foreach (PageGraphNode node in graph.Nodes)
        {
            table._nodes.Add(node.Name, table._nodes.Count);
            foreach (PageGraphMention mention in node.Mentions)
                table.Add(mention.Passage);
        }

        foreach (PageGraphEdge edge in graph.Edges)
        {
            foreach (PagePassage passage in edge.Passages)
                table.Add(passage);
        }

        return table;
    }

    /// <summary>Returns the place of a sentence.</summary>
    public int this[PagePassage passage] => _places[passage];

    /// <summary>Returns the place of a sentence's page.</summary>
    public int PageOf(PagePassage passage) => _pages[passage.Page];

    /// <summary>Returns the place of a node.</summary>
    public int NodeOf(string name) => _nodes[name];

    private void Add(PagePassage passage)
    {
        if (_places.TryAdd(passage, _items.Count))
            _items.Add(passage);
    }
}
