using System.Runtime.InteropServices;

namespace SynthGen.Retrieval.Graph;

/// <summary>Collects which sentences bind which nodes.</summary>
/// <param name="nodes">The nodes.</param>
/// <param name="pages">The number of pages.</param>
internal sealed class EdgeCollector(IReadOnlyList<PageGraphNode> nodes, int pages)
{
    // A sentence that names more lists things, and does not relate each to each.
    private const int MostOfSentence = 12;

    private readonly Dictionary<(int From, int To), Draft> _drafts = [];

    /// <summary>Adds a sentence.</summary>
    /// <param name="passage">The sentence.</param>
    /// <param name="named">The places of the nodes that it names.</param>
    /// <param name="relations">What a model says of them.</param>
    /// <param name="names">Finds the nodes of relations.</param>
    public void Add(PagePassage passage, IEnumerable<int> named, IReadOnlyList<EntityRelation> relations, NameMerger names)
    {
        foreach (EntityRelation relation in relations)
        {
            if (names.NodeOf(relation.From) is { } from && names.NodeOf(relation.To) is { } to && from != to)
            {
                Draft draft = Get(from, to, passage);
                if (draft.Relation is null)
                    (draft.Relation, draft.IsReversed) = (relation.Description, from > to);
            }
        }

        int[] distinct = [.. named.Distinct().Take(MostOfSentence)];
        for (int i = 0; i < distinct.Length; i++)
        {
            for (int j = i + 1; j < distinct.Length; j++)
            {
                if (!(IsValue(distinct[i]) && IsValue(distinct[j])))
                    Get(distinct[i], distinct[j], passage);
            }
        }
    }

    /// <summary>Returns the edges, the strongest first.</summary>
    public List<PageGraphEdge> Edges() =>
        [.. _drafts.Select(pair => ToEdge(pair.Key, pair.Value))
            .OrderByDescending(edge => edge.Weight).ThenBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.To, StringComparer.Ordinal)];

    private bool IsValue(int node) => nodes[node].Kind is PageGraphKind.Date or PageGraphKind.Amount;

    private Draft Get(int from, int to, PagePassage passage)
    {
        (int, int) key = from < to ? (from, to) : (to, from);
        ref Draft? draft = ref CollectionsMarshal.GetValueRefOrAddDefault(_drafts, key, out _);
        draft ??= new Draft();
        if (draft.Passages.Count == 0 || draft.Passages[^1].Page != passage.Page)
            draft.Passages.Add(passage);
        return draft;
    }

    private PageGraphEdge ToEdge((int From, int To) key, Draft draft)
    {
        (int first, int second) = draft.IsReversed ? (key.To, key.From) : key;
        PageGraphNode from = nodes[first], to = nodes[second];
        double weight = Math.Sqrt(Rarity(from) * Rarity(to)) * (1 + Math.Log(draft.Passages.Count));
        return new PageGraphEdge(from.Name, to.Name) { Weight = Math.Round(weight, 4), Relation = draft.Relation, Passages = draft.Passages };
    }

    private double Rarity(PageGraphNode node) => pages == 1 ? 1 : Math.Log((double)pages / node.PageCount) / Math.Log(pages);

    private sealed class Draft
    {
        public List<PagePassage> Passages { get; } = [];

        public string? Relation { get; set; }

        // The relation leads from the later node to the earlier one.
        public bool IsReversed { get; set; }
    }
}
