namespace SynthGen;

/// <summary>How often a tool is called on one side.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Calls">How often.</param>
/// <param name="Share">Of the side's calls, 0 to 1.</param>
public sealed record ToolShare(string Name, long Calls, double Share)
{
    /// <summary>Name and share.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} {Share:0.0%}");
}

/// <summary>One side of a split.</summary>
/// <param name="Split">The side.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="RowShare">Its share of the rows that were marked, 0 to 1.</param>
/// <param name="Pages">How many pages its rows come from.</param>
/// <param name="Tools">Every tool of the rows of any side, by name, with how often this side calls it.</param>
public sealed record SplitSide(DatasetSplit Split, long Rows, double RowShare, int Pages, IReadOnlyList<ToolShare> Tools)
{
    /// <summary>The largest difference between a tool's share of this side's calls and its share of all; null without calls.</summary>
    public double? ToolDrift { get; init; }

    /// <summary>Side, rows and pages.</summary>
    public override string ToString() => FormattableString.Invariant($"{Split} {Rows} rows of {Pages} pages");
}

/// <summary>What became of rows that were split: Rows = those of all sides + Copies + Torn.</summary>
/// <param name="Rows">How many came.</param>
/// <param name="Sides">The sides, those without rows too.</param>
/// <param name="Copies">How many were left out as copies of a row on another side.</param>
/// <param name="Torn">How many were left out because their mark was not that of their page.</param>
public sealed record SplitSummary(long Rows, IReadOnlyList<SplitSide> Sides, long Copies, long Torn)
{
    /// <summary>The largest of the sides' <see cref="SplitSide.ToolDrift"/>; null without calls.</summary>
    public double? ToolDrift => Sides.Max(side => side.ToolDrift);

    /// <summary>All counts.</summary>
    public override string ToString() =>
        $"{string.Join(", ", Sides)}; left out: {Copies} copies across sides, {Torn} with another mark than their page";
}
