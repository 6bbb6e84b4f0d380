using SynthGen.Documents;
using SynthGen.Rows;

namespace SynthGen.Generation.Template;

/// <summary>
/// Joins rows about one fact: a row that asks in the page's words and one that asks in other words, with the same evidence, get
/// the same PairId.
/// </summary>
internal static class FactPairs
{
    /// <summary>Returns the rows of a page, in order, with the ids of their pairs.</summary>
    public static IEnumerable<SyntheticQuery> Of(PageKey page, IReadOnlyList<SyntheticQuery> rows)
    {
        int[] facts = [.. rows.GroupBy(row => row.Evidence!.Start)
            .Where(fact => fact.Count() == 2 && fact.Select(row => row.Tools[0].Name).Distinct().Count() == 2)
            .Select(fact => fact.Key)];
        return rows.Select(row => Array.IndexOf(facts, row.Evidence!.Start) is >= 0 and int pair ? row with { PairId = RowPair.IdOf(page, pair + 1) } : row);
    }
}
