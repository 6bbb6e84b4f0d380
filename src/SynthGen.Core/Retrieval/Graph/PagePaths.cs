using SynthGen.Documents;
using SynthGen.Hashing;

namespace SynthGen.Retrieval.Graph;

/// <summary>Finds ways over several pages in a graph. The same graph, seed and limits give the same ways in the same order. Thread-safe.</summary>
internal sealed class PagePaths
{
    // "Office for the District of Columbia": which of its matters is meant is not said.
    private static readonly string[] PublicBodies = ["Office", "Department", "District", "Court", "United"];
    private static readonly string[] Regions = ["City", "County", "State", "States", "Federation", "Republic", "Kingdom"];

    private readonly PageGraph _graph;
    private readonly PagePathLimits _limits;
    private readonly Dictionary<string, List<PageGraphEdge>> _edges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<PageKey>> _pages;
    private readonly PassageNames _named;

    /// <summary>Prepares the search.</summary>
    public PagePaths(PageGraph graph, PagePathLimits? limits = null)
    {
        _graph = graph;
        _limits = limits ?? new PagePathLimits();
        foreach (PageGraphEdge edge in graph.Edges)
        {
            Edges(edge.From).Add(edge);
            Edges(edge.To).Add(edge);
        }

        _pages = graph.Nodes.ToDictionary(node => node.Name, node => node.Pages.ToHashSet(), StringComparer.Ordinal);
        _named = new PassageNames(graph);

        List<PageGraphEdge> Edges(string name) => _edges.TryGetValue(name, out List<PageGraphEdge>? edges) ? edges : _edges[name] = [];
    }

    /// <summary>Finds ways from one thing over a rare name to a value on another page, one name after the other and then again.</summary>
    public IEnumerable<PageBridge> Bridges(ulong seed)
    {
        StableRandom random = new(seed);
        PageGraphNode[] links = [.. _graph.Nodes.Where(IsLink)];
        Shuffle(links, ref random);
        Queue<IEnumerator<PageBridge>> open = new();
        foreach (PageGraphNode link in links)
            open.Enqueue(Over(link, random.Next()).Take(_limits.WaysPerLink).GetEnumerator());
        while (open.TryDequeue(out IEnumerator<PageBridge>? ways))
        {
            if (!ways.MoveNext())
                continue;
            yield return ways.Current;
            open.Enqueue(ways);
        }
    }

    /// <summary>Finds two things of one kind, on two pages, of which sentences with the same verb give a date or an amount each.</summary>
    public IEnumerable<PagePair> Pairs(ulong seed) => new PairFinder(_named, _pages).Find(Facts(), seed);

    private IEnumerable<PageBridge> Over(PageGraphNode link, ulong seed)
    {
        StableRandom random = new(seed);
        foreach (PageStep first in Steps(link, ref random).Select(step => new PageStep(step.To, step.From, step.Passage)).Where(step => IsStart(step.From) && AreOther(step.From, step.To) && _named.AreBound(step)))
        {
            foreach (PageBridge bridge in Extend([first], random.Next()))
            {
                yield return bridge;
                break; // Another value on the same way is the same way again.
            }
        }
    }

    private IEnumerable<PageBridge> Extend(PageStep[] steps, ulong seed)
    {
        StableRandom random = new(seed);
        bool isLast = steps.Length == _limits.Hops - 1;
        foreach (PageStep step in Steps(steps[^1].To, ref random).Where(step => isLast ? IsSpecific(step.To) && _named.IsValueOf(step) : IsLink(step.To) && _named.AreBound(step)).Where(step => IsOnward(steps, step)))
        {
            PageStep[] longer = [.. steps, step];
            if (longer.Sum(part => part.Passage.Quote.Length) > _limits.TokenBudget * 4)
                continue;
            if (isLast)
            {
                yield return new PageBridge(longer);
                continue;
            }

            foreach (PageBridge bridge in Extend(longer, random.Next()))
                yield return bridge;
        }
    }

    // A later page that names an earlier thing is found without the way, and so is a later thing on an earlier page.
    private bool IsOnward(PageStep[] steps, PageStep next)
    {
        foreach (PageStep step in steps)
        {
            if (step.Passage.Page == next.Passage.Page || !AreOther(step.From, next.To) || _pages[step.From.Name].Contains(next.Passage.Page) || _pages[next.To.Name].Contains(step.Passage.Page))
                return false;
        }

        return AreOther(next.From, next.To);
    }

    private List<PageStep> Steps(PageGraphNode from, ref StableRandom random)
    {
        List<PageStep> steps = [];
        foreach (PageGraphEdge edge in _edges.GetValueOrDefault(from.Name, []).Take(_limits.EdgeBudget))
        {
            PageGraphNode to = _graph.Find(edge.From == from.Name ? edge.To : edge.From)!;
            steps.AddRange(edge.Passages.Select(passage => new PageStep(from, to, passage)));
        }

        Shuffle(steps, ref random);
        return [.. steps.OrderBy(step => step.To.Kind is PageGraphKind.Date or PageGraphKind.Amount ? 0 : 1)];
    }

    private IEnumerable<PageStep> Facts() =>
        from edge in _graph.Edges
        let ends = (_graph.Find(edge.From)!, _graph.Find(edge.To)!)
        from way in (IEnumerable<(PageGraphNode From, PageGraphNode To)>)[ends, (ends.Item2, ends.Item1)]
        where way.To.Kind is PageGraphKind.Date or PageGraphKind.Amount && IsStart(way.From)
        from passage in edge.Passages
        select new PageStep(way.From, way.To, passage) into step
        where _named.IsValueOf(step)
        select step;

    private bool IsLink(PageGraphNode node) =>
        node.PageCount >= 2 && node.PageCount <= _limits.MostLinkPages && IsSearchable(node) && !IsVast(node)
        && !PublicBodies.Contains(node.Name.Split(' ')[0]);

    private bool IsStart(PageGraphNode node) =>
        IsSearchable(node) && IsSpecific(node) && !IsVast(node);

    // What happens in a city or a country has nothing to do with what else happens there; a hotel is one place.
    private static bool IsVast(PageGraphNode node) =>
        (node.Kind == PageGraphKind.Place && !node.Name.Contains(' ')) || Regions.Contains(node.Name.Split(' ')[^1]);

    private bool IsSpecific(PageGraphNode node) =>
        node.Kind is PageGraphKind.Date or PageGraphKind.Amount || node.PageCount <= Math.Max(_limits.MostLinkPages, _graph.Pages.Count * _limits.MostStartShare);

    private static bool IsSearchable(PageGraphNode node) =>
        node.Kind is not (PageGraphKind.Date or PageGraphKind.Amount or PageGraphKind.Role or PageGraphKind.Provision) && node.Name.Length >= 4 && !node.Name.Contains('§');

    // "Trump Organization" and "Donald Trump" find one another's pages.
    private static bool AreOther(PageGraphNode one, PageGraphNode other) =>
        one != other && !one.Name.Split(' ').Intersect(other.Name.Split(' '), StringComparer.OrdinalIgnoreCase).Any(word => word.Length > 2);

    private static void Shuffle<T>(IList<T> items, ref StableRandom random)
    {
        for (int i = items.Count - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
