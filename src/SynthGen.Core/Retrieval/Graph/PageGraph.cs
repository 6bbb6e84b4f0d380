using SynthGen.Documents;
using SynthGen.Rows;

namespace SynthGen;

/// <summary>What the pages of a document name, and which sentences bind these things to one another.</summary>
public sealed class PageGraph
{
    private readonly Lazy<Dictionary<string, PageGraphNode>> _byName;

    internal PageGraph(string method, IReadOnlyList<PageKey> pages, IReadOnlyList<PageGraphNode> nodes, IReadOnlyList<PageGraphEdge> edges)
    {
        Method = method;
        Pages = ListSnapshot.Of(pages);
        Nodes = ListSnapshot.Of(nodes);
        Edges = ListSnapshot.Of(edges);
        _byName = new(() => Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal));
    }

    /// <summary>What read the pages: "Offline", or the backend and its model.</summary>
    public string Method { get; }

    /// <summary>The pages, in their order.</summary>
    public IReadOnlyList<PageKey> Pages { get; }

    /// <summary>The things that pages name, those on most pages first.</summary>
    public IReadOnlyList<PageGraphNode> Nodes { get; }

    /// <summary>What binds them, the strongest first.</summary>
    public IReadOnlyList<PageGraphEdge> Edges { get; }

    /// <summary>Returns the node of a name; null if there is none.</summary>
    public PageGraphNode? Find(string name) => _byName.Value.GetValueOrDefault(name);

    /// <summary>The counts.</summary>
    public override string ToString() => FormattableString.Invariant($"{Nodes.Count} names and {Edges.Count} edges on {Pages.Count} pages");
}
