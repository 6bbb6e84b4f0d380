using System.Globalization;
using SynthGen.Hashing;

namespace SynthGen.Generation.Template;

/// <summary>
/// Joins rows about one fact: a row that asks in the page's words and one that asks in other words, with the same evidence, get
/// the same PairId.
/// </summary>
internal static class FactPairs
{
    /// <summary>Returns the rows of a page, in order, with the ids of their pairs.</summary>
    public static IEnumerable<SyntheticQuery> Of(IReadOnlyList<SyntheticQuery> rows)
    {
        Dictionary<int, string> pairs = rows.GroupBy(row => row.Evidence!.Start)
            .Where(fact => fact.Count() == 2 && fact.Select(row => row.Tools[0].Name).Distinct().Count() == 2)
            .ToDictionary(fact => fact.Key, fact => IdOf(fact.First()));
        return rows.Select(row => pairs.TryGetValue(row.Evidence!.Start, out string? pair) ? row with { PairId = pair } : row);
    }

    private static string IdOf(SyntheticQuery row) => StableRandom.Hash(string.Create(
        CultureInfo.InvariantCulture, $"{row.Source}\n{row.Ordinal}\n{row.Page}\n{row.Label}\n{row.Evidence!.Start}")).ToString("x16", CultureInfo.InvariantCulture);
}
