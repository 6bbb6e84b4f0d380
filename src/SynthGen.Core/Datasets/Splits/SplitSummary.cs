using SynthGen.Text;

namespace SynthGen;

/// <summary>The calls of a tool on one side.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Calls">The number of calls.</param>
/// <param name="Share">The share of the side's calls, 0 to 1.</param>
public sealed record ToolShare(string Name, long Calls, double Share)
{
    /// <summary>Name and share.</summary>
    public override string ToString() => PrintableText.Line(FormattableString.Invariant($"{Name} {Share:0.0%}"));
}

/// <summary>One side of a split.</summary>
/// <param name="Split">The side.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="RowShare">The share of all placed rows, 0 to 1.</param>
/// <param name="Pages">The number of pages of its rows.</param>
/// <param name="Tools">Every tool of any side, by name, with its calls on this side.</param>
public sealed record SplitSide(DatasetSplit Split, long Rows, double RowShare, int Pages, IReadOnlyList<ToolShare> Tools)
{
    /// <summary>The largest difference between a tool's share of this side's calls and its share of all; null without calls.</summary>
    public double? ToolDrift { get; init; }

    /// <summary>Side, rows and pages.</summary>
    public override string ToString() => FormattableString.Invariant($"{Split} {Rows} rows of {Pages} pages");
}

/// <summary>The result of a split: Rows = rows of all sides + Copies + Torn + Apart.</summary>
/// <param name="Rows">The number of rows split.</param>
/// <param name="Sides">The sides, including those without rows.</param>
/// <param name="Copies">The number of rows left out as copies of a row on another side.</param>
/// <param name="Torn">The number of rows left out because their side differs from that of their page.</param>
/// <param name="Apart">The number of conversations left out because their pages are on different sides.</param>
public sealed record SplitSummary(long Rows, IReadOnlyList<SplitSide> Sides, long Copies, long Torn, long Apart)
{
    /// <summary>The largest of the sides' <see cref="SplitSide.ToolDrift"/>; null without calls.</summary>
    public double? ToolDrift => Sides.Max(side => side.ToolDrift);

    /// <summary>All counts.</summary>
    public override string ToString() =>
        $"{string.Join(", ", Sides)}; left out: {Copies} copies across sides, {Torn} with another mark than their page, {Apart} with pages on several sides";
}
