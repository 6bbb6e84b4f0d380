using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>A share of the rows that were measured.</summary>
/// <param name="Name">The figure; see docs/measuring.md.</param>
/// <param name="Count">The number of rows that have it.</param>
/// <param name="Of">The number of rows that it applies to, from 1.</param>
public sealed record ToolModelMeasure(string Name, int Count, int Of)
{
    /// <summary>Count divided by of, 0 to 1.</summary>
    public double Share => (double)Count / Of;

    /// <summary>The lower end of the 95 % bootstrap interval; null if it was not computed.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the 95 % bootstrap interval; null if it was not computed.</summary>
    public double? High { get; init; }

    /// <summary>Name, share, counts and interval.</summary>
    public override string ToString() => PrintableText.Line(FormattableString.Invariant(
        $"{Name} {Share:0.0 %} ({Count} of {Of}{(Low is null ? "" : FormattableString.Invariant($"; {Low * 100:0.0} to {High * 100:0.0}"))})"));
}

/// <summary>The figures of the rows that have something in common: the expected tool, the kind, or the difficulty.</summary>
/// <param name="Name">The tool, kind or difficulty.</param>
/// <param name="Rows">The number of rows measured.</param>
public sealed record ToolModelGroup(string Name, int Rows)
{
    /// <summary>The figures that apply to a row at least; Right has its interval.</summary>
    public IReadOnlyList<ToolModelMeasure> Measures { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The share of rows that are right.</summary>
    public double? Right => Find(nameof(Right));

    /// <summary>The share of rows with the right tool; null if no call is due.</summary>
    public double? ToolRight => Find(nameof(ToolRight));

    /// <summary>The share of rows with the right tool, or either where both do; null if no call is due.</summary>
    public double? EitherRight => Find(nameof(EitherRight));

    /// <summary>The share of rows whose calls match; null if none is compared.</summary>
    public double? AstMatch => Find(nameof(AstMatch));

    /// <summary>The share of rows whose page comes first; null if no call was run.</summary>
    public double? HitAt1 => Find(nameof(HitAt1));

    /// <summary>The share of rows whose page is among the first ten; null if no call was run.</summary>
    public double? HitAt10 => Find(nameof(HitAt10));

    /// <summary>Name, rows and the share that is right.</summary>
    public override string ToString() => PrintableText.Line($"{Name}, {Rows} rows{(Measures is [var right, ..] ? $": {right}" : "")}");

    private double? Find(string name) => Measures.FirstOrDefault(measure => measure.Name == name)?.Share;
}

/// <summary>A cell of the confusion matrix that is not 0.</summary>
/// <param name="Expected">The tools expected, joined by "+"; "none" or "ask" where no call is due.</param>
/// <param name="Made">The tools called; "other" for one that is not offered, "ask" for a question back, "none" for neither.</param>
/// <param name="Rows">The number of rows.</param>
public sealed record ToolConfusion(string Expected, string Made, int Rows)
{
    /// <summary>Expected, made and rows.</summary>
    public override string ToString() => PrintableText.Line($"{Expected} -> {Made}: {Rows}");
}

/// <summary>What a model did on all rows: Measured + Failed + Pending = Rows.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Measured">Rows that the model answered.</param>
/// <param name="Failed">Rows without an answer.</param>
/// <param name="Pending">Rows that were not tried, or not finished, before the run ended.</param>
public sealed record ToolModelSummary(int Rows, int Measured, int Failed, int Pending)
{
    /// <summary>The model, as the server names it; several are joined by ", ".</summary>
    public string Model { get; init; } = "";

    /// <summary>The figures that apply to a row at least, with their intervals.</summary>
    public IReadOnlyList<ToolModelMeasure> Measures { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The figures by expected tools, of the rows where a call is due.</summary>
    public IReadOnlyList<ToolModelGroup> ByTool { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The figures by kind.</summary>
    public IReadOnlyList<ToolModelGroup> ByKind { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The figures by difficulty, of the rows that have one.</summary>
    public IReadOnlyList<ToolModelGroup> ByDifficulty { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The confusion matrix, without cells that are 0.</summary>
    public IReadOnlyList<ToolConfusion> Confusion { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The number of failed rows for each reason, the most frequent first.</summary>
    public IReadOnlyList<ReasonCount> Failures { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The number of rows whose replies all came from the journal.</summary>
    public int Resumed { get; init; }

    /// <summary>Input tokens of all rows, those from the journal too.</summary>
    public long InputTokens { get; init; }

    /// <summary>Output tokens of all rows, those from the journal too.</summary>
    public long OutputTokens { get; init; }

    /// <summary>The cost of these tokens, in US dollars; null if the model's price is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The median time of a reply, in milliseconds; null if unknown.</summary>
    public double? LatencyMedian { get; init; }

    /// <summary>The 95th percentile of the time of a reply, in milliseconds; null if unknown.</summary>
    public double? LatencyP95 { get; init; }

    /// <summary>The comparison with another model's results; null without one.</summary>
    public ToolModelComparison? Comparison { get; init; }

    /// <summary>Returns a figure by its name; null if it applies to no row.</summary>
    public ToolModelMeasure? Find(string name) => Measures.FirstOrDefault(measure => measure.Name == name);

    /// <summary>The counts and the first figure in a sentence.</summary>
    public override string ToString() =>
        PrintableText.Line($"{Rows} rows: {Measured} measured, {Failed} failed, {Pending} pending{(Measures is [var right, ..] ? $"; {right}" : "")}");
}
