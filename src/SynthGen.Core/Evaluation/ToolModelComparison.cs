using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>McNemar's test of one figure, on the rows to which it applies in both files.</summary>
/// <param name="Measure">The figure.</param>
/// <param name="Both">Rows that both models get right.</param>
/// <param name="OnlyThis">Rows that only the model measured gets right.</param>
/// <param name="OnlyAgainst">Rows that only the model of -Against gets right.</param>
/// <param name="Neither">Rows that both get wrong.</param>
public sealed record PairedTest(string Measure, int Both, int OnlyThis, int OnlyAgainst, int Neither)
{
    /// <summary>The share of the model measured, 0 to 1.</summary>
    public double Share => (double)(Both + OnlyThis) / Math.Max(1, Both + OnlyThis + OnlyAgainst + Neither);

    /// <summary>The share of the model of -Against, 0 to 1.</summary>
    public double AgainstShare => (double)(Both + OnlyAgainst) / Math.Max(1, Both + OnlyThis + OnlyAgainst + Neither);

    /// <summary>The two-sided p-value: the probability of such a difference, or a greater one, if the models were equally good.</summary>
    public double PValue { get; init; }

    /// <summary>"exact" (binomial) or "chi-square" (with the correction for continuity).</summary>
    public string Method { get; init; } = "exact";

    /// <summary>Figure, both shares and p-value.</summary>
    public override string ToString() => PrintableText.Line(FormattableString.Invariant($"{Measure} {Share:0.0 %} against {AgainstShare:0.0 %}, p = {PValue:0.####}"));
}

/// <summary>A row that one of the two models gets right and the other wrong.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Query">The row's query.</param>
/// <param name="IsRight">Whether the model measured gets it right.</param>
/// <param name="Made">What that model called.</param>
/// <param name="AgainstMade">What the other called.</param>
public sealed record ToolModelChange(string Id, string Query, bool IsRight, string Made, string AgainstMade)
{
    /// <summary>What changed on which row.</summary>
    public override string ToString() => PrintableText.Line($"{(IsRight ? "right now" : "wrong now")}: {Query} ({AgainstMade} -> {Made})");
}

/// <summary>Two models on the same rows.</summary>
/// <param name="Name">The name of the other file.</param>
/// <param name="Rows">Rows that both models were measured on.</param>
/// <param name="OnlyThis">Rows that only the model here was measured on.</param>
/// <param name="OnlyAgainst">Rows that only the other model was measured on.</param>
public sealed record ToolModelComparison(string Name, int Rows, int OnlyThis, int OnlyAgainst)
{
    /// <summary>A test of each figure that applies to a row at least.</summary>
    public IReadOnlyList<PairedTest> Tests { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The rows that one gets right and the other wrong, in the order in which they came.</summary>
    public IReadOnlyList<ToolModelChange> Changed { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The other file, and the rows that both have.</summary>
    public override string ToString() => PrintableText.Line($"{Rows} rows against {Name}, {Changed.Count} changed");
}
