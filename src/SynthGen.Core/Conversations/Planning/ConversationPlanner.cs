using SynthGen.Documents;
using SynthGen.Generation.Graph;
using SynthGen.Hashing;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Conversations.Planning;

/// <summary>Draws plans from the rows and pages of a document, and those over several pages from its graph. Thread-safe.</summary>
public sealed class ConversationPlanner : IConversationPlanner
{
    private readonly IPageIndex _index;
    private readonly bool _hasBoth;
    private readonly ulong _seed;
    private readonly RowPlans _rows;
    private readonly FollowUpPlans _followUps;
    private readonly AbsentPlans _absent;
    private readonly Lazy<GraphPlans> _graph;

    /// <summary>Creates a planner.</summary>
    /// <param name="index">The index of the document.</param>
    /// <param name="pages">The pages to build of, as the index knows them.</param>
    /// <param name="rows">Rows that were given, with their pages as the index knows them; these pages are built of these rows alone.</param>
    /// <param name="graph">The graph of the pages; null to read the pages by rules, once, when a kind over several pages is drawn.</param>
    /// <param name="seed">The seed.</param>
    public ConversationPlanner(IPageIndex index, IReadOnlyList<PageKey> pages, IReadOnlyList<SyntheticQuery> rows, PageGraph? graph, int seed)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(rows);
        _seed = StableRandom.Hash("conversations", (ulong)seed * 0x9E3779B97F4A7C15 + 1);
        MaterialSource source = new(index, pages, rows.GroupBy(row => row.GetPageKey()).ToDictionary(page => page.Key, page => page.ToList()), seed);
        _rows = new RowPlans(source, _seed);
        _followUps = new FollowUpPlans(source, _rows, index);
        _absent = new AbsentPlans(_rows, index);
        _graph = new(() => new GraphPlans(graph ?? OfflineEntityReader.BuildGraph(pages.Select(index.Find).OfType<OcrPage>()), index, _seed));
        _hasBoth = BuiltInTools.All.All(tool => index.CanRun(tool.Name));
        _index = index;
    }

    /// <inheritdoc/>
    public (ConversationPlan Plan, string? Problem) Draw(int number, ConversationKind kind, int draw)
    {
        ConversationPlan plan = new(number, kind, []) { Seed = StableRandom.Hash(kind.ToString(), _seed + (ulong)draw * 0xD1B54A32D192ED03) };
        if (!_hasBoth && kind is (ConversationKind.Recover or ConversationKind.Unanswerable or ConversationKind.MissingTool))
            return (plan, "The index runs one of the two searches alone.");
        if (!_index.CanRun(BuiltInTools.FullTextSearch.Name) && kind is (ConversationKind.Sequence or ConversationKind.Compare))
            return (plan, "The index cannot search for words.");
        return kind switch
        {
            ConversationKind.NoTool => (plan, null),
            ConversationKind.Parallel => _rows.Several(plan, draw),
            ConversationKind.FollowUp => _followUps.Draw(plan, draw),
            ConversationKind.Clarify => _followUps.Ambiguous(plan, draw),
            ConversationKind.Unanswerable => _absent.Draw(plan, draw),
            ConversationKind.Sequence => _graph.Value.Bridge(plan, draw),
            ConversationKind.Compare => _graph.Value.Pair(plan, draw),
            _ => _rows.Single(plan, draw),
        };
    }
}
