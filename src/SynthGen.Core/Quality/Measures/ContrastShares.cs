namespace SynthGen.Quality.Measures;

/// <summary>Counts how many rows decide between the two searches: in all, by tool and by kind.</summary>
internal sealed class ContrastShares
{
    private readonly ContrastTally _all = new();
    private readonly SortedDictionary<string, ContrastTally> _tools = new(StringComparer.Ordinal), _kinds = new(StringComparer.Ordinal);

    /// <summary>All rows.</summary>
    public ContrastCount All => _all.ToCount("");

    /// <summary>The rows that call a tool, ordered by its name; a row that calls two counts for both.</summary>
    public IReadOnlyList<ContrastCount> ByTool => ToList(_tools);

    /// <summary>The rows of a kind, ordered by its name; rows without one are left out.</summary>
    public IReadOnlyList<ContrastCount> ByKind => ToList(_kinds);

    /// <summary>Counts a row.</summary>
    public void Add(SyntheticQuery row)
    {
        ToolContrast? contrast = row.Contrast;
        _all.Add(contrast);
        for (int i = 0; i < row.Tools.Count; i++)
        {
            string tool = row.Tools[i].Name;
            if (!row.Tools.Take(i).Any(call => call.Name == tool))
                Tally(_tools, tool).Add(contrast);
        }

        if (row.Provenance?.Kind is { } kind)
            Tally(_kinds, kind).Add(contrast);
    }

    private static ContrastTally Tally(SortedDictionary<string, ContrastTally> tallies, string name)
    {
        if (!tallies.TryGetValue(name, out ContrastTally? tally))
            tallies.Add(name, tally = new ContrastTally());
        return tally;
    }

    private static IReadOnlyList<ContrastCount> ToList(SortedDictionary<string, ContrastTally> tallies) => [.. tallies.Select(pair => pair.Value.ToCount(pair.Key))];
}
