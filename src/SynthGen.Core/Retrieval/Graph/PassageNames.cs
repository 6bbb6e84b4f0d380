namespace SynthGen.Retrieval.Graph;

/// <summary>Knows what each sentence of a graph names.</summary>
internal sealed class PassageNames
{
    private readonly Dictionary<PagePassage, List<(PageGraphNode Node, int Start)>> _named = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads a graph.</summary>
    public PassageNames(PageGraph graph)
    {
        foreach (PageGraphNode node in graph.Nodes)
        {
            foreach (PageGraphMention mention in node.Mentions)
            {
                if (!_named.TryGetValue(mention.Passage, out List<(PageGraphNode, int)>? named))
                    _named.Add(mention.Passage, named = []);
                named.Add((node, mention.Start));
            }
        }
    }

    /// <summary>
    /// Whether a step ends in a value of what it begins with: the only one of its kind in a sentence, so that it is of nothing else.
    /// </summary>
    public bool IsValueOf(PageStep step) =>
        step.To.Kind is not (PageGraphKind.Role or PageGraphKind.Term)
        && (step.To.Kind is not (PageGraphKind.Date or PageGraphKind.Amount) || Named(step.Passage).Count(named => named.Node.Kind == step.To.Kind) == 1);

    private List<(PageGraphNode Node, int Start)> Named(PagePassage passage) => _named.GetValueOrDefault(passage, []);
}
