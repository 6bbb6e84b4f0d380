using System.Collections.Concurrent;
using SynthGen.Documents;
using SynthGen.Hashing;
using SynthGen.Tools;

namespace SynthGen.Conversations.Planning;

/// <summary>Draws plans of single rows: each page's turn comes once before one comes again.</summary>
/// <param name="source">What there is.</param>
/// <param name="seed">The seed.</param>
internal sealed class RowPlans(MaterialSource source, ulong seed)
{
    private const int Tries = 12;

    private readonly ConcurrentDictionary<ConversationKind, int[]> _orders = new();

    /// <summary>Draws a plan of one row.</summary>
    public (ConversationPlan Plan, string? Problem) Single(ConversationPlan plan, int draw) =>
        Row(plan.Kind, draw) is (_, { } row) ? (plan with { Rows = [row] }, null) : (plan, NoRow(plan.Kind, draw));

    /// <summary>Draws a plan of two or three rows of different pages of one document.</summary>
    public (ConversationPlan Plan, string? Problem) Several(ConversationPlan plan, int draw)
    {
        if (Row(plan.Kind, draw) is not (_, { } first) || !UsableRow.IsSentence(first))
            return (plan, NoRow(plan.Kind, draw));

        StableRandom random = new(plan.Seed);
        int wanted = random.Next(4) == 0 ? 3 : 2;
        List<SyntheticQuery> rows = [first];
        for (int i = 0; i < Tries && rows.Count < wanted; i++)
        {
            if (Any(ref random) is { } other && UsableRow.IsSentence(other) && other.Source == first.Source && rows.TrueForAll(row => row.GetPageKey() != other.GetPageKey()))
                rows.Add(other);
        }

        return rows.Count > 1 ? (plan with { Rows = rows }, null) : (plan, "There is not a second question on another page.");
    }

    /// <summary>Returns the row of a draw, with what else there is on its page; null if the page has no more.</summary>
    public (PageMaterial? Page, SyntheticQuery? Row) Row(ConversationKind kind, int draw)
    {
        if (source.Keys.Count == 0)
            return default;

        int[] order = _orders.GetOrAdd(kind, kind => StableOrder.Of(source.Keys.Count, StableRandom.Hash(kind.ToString(), seed)));
        PageMaterial? page = source.Of(source.Keys[order[draw % order.Length]]);
        return (page, page is null ? null : InOrder(kind, page).ElementAtOrDefault(draw / order.Length));
    }

    /// <summary>Why there is no row.</summary>
    public string NoRow(ConversationKind kind, int draw) =>
        source.Keys.Count == 0 ? "There are no pages."
        : $"The page has {(draw < source.Keys.Count ? "no row" : "no other row")} {kind switch
        {
            ConversationKind.Recover or ConversationKind.MissingTool => "that one search alone finds",
            ConversationKind.FollowUp or ConversationKind.Clarify => "about a name",
            _ => "that can be used",
        }}.";

    private SyntheticQuery? Any(ref StableRandom random)
    {
        PageMaterial? page = source.Of(source.Keys[random.Next(source.Keys.Count)]);
        return page?.Rows.Count > 0 ? page.Rows[random.Next(page.Rows.Count)] : null;
    }

    // Half the pages are asked about in other words, if they can be.
    private bool IsMeaningFirst(ConversationKind kind, PageMaterial page) => new StableRandom(StableRandom.Hash(kind.ToString(), seed + (ulong)page.Page.Ordinal)).Next(2) == 0;

    // Whole sentences first, and those that name something; of these, another one for each kind.
    private IEnumerable<SyntheticQuery> InOrder(ConversationKind kind, PageMaterial page) => page.Rows
        .Where(row => kind switch
        {
            ConversationKind.Recover or ConversationKind.MissingTool => row.Contrast is null or ToolContrast.Confirmed,
            ConversationKind.FollowUp or ConversationKind.Clarify => page.NamesOf(row).Count > 0,
            _ => true,
        })
        .OrderBy(row => UsableRow.IsSentence(row) ? 0 : 1)
        .ThenBy(row => UsableRow.IsSpecific(row) ? 0 : 1)
        .ThenBy(row => (row.Tools[0].Name == BuiltInTools.VectorSearch.Name) == IsMeaningFirst(kind, page) ? 0 : 1)
        .ThenBy(row => StableRandom.Hash(row.Query, StableRandom.Hash(kind.ToString(), seed)));
}
