using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>The result of a gate for a row.</summary>
public enum GateStatus : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>The row meets the gate's criterion.</summary>
    Passed,

    /// <summary>The row does not meet the gate's criterion.</summary>
    Failed,

    /// <summary>The gate could not decide, for example because a judge did not answer; it never counts as passed.</summary>
    Unknown,

    /// <summary>The gate does not apply to the row, for example because no index can run its tool.</summary>
    NotApplicable,
}

/// <summary>The result of one gate.</summary>
/// <param name="Gate">The gate's name.</param>
/// <param name="Status">The status.</param>
public sealed record GateResult(string Gate, GateStatus Status)
{
    /// <summary>The gate's measure, 0 (worst) to 1 (best); null if it has none.</summary>
    public double? Score { get; init; }

    /// <summary>The reason, as one PascalCase word that can be counted; null if there is none.</summary>
    public string? Reason { get; init; }

    /// <summary>The reason in a sentence; null if there is nothing to add.</summary>
    public string? Detail { get; init; }

    /// <summary>Gate, status and reason.</summary>
    public override string ToString() => PrintableText.Line(Reason is null ? $"{Gate}: {Status}" : $"{Gate}: {Status} ({Reason})");
}

/// <summary>The gates' results for a row, in the order in which they ran; gates after a failed one did not run.</summary>
/// <param name="Gates">One result a gate.</param>
public sealed record Verdict(IReadOnlyList<GateResult> Gates)
{
    /// <summary>One result a gate.</summary>
    public IReadOnlyList<GateResult> Gates { get; init => field = ListSnapshot.Of(value); } = ListSnapshot.Of(Gates);

    /// <summary>Whether no gate failed or was undecided.</summary>
    public bool Passed => Gates.All(gate => gate.Status is GateStatus.Passed or GateStatus.NotApplicable);

    /// <summary>The first gate that did not pass; null if all did.</summary>
    public GateResult? Rejection => Gates.FirstOrDefault(gate => gate.Status is GateStatus.Failed or GateStatus.Unknown);

    /// <summary>The ranks of the row's page when its calls were run; null if they were not run.</summary>
    public SearchRanks? Ranks { get; init; }

    /// <summary>Passed, or the gate that rejected the row and why.</summary>
    public override string ToString() => Rejection is { } rejection ? rejection.ToString() : "Passed";
}

/// <summary>
/// The ranks of the row's page when its calls were run, from 1; null where it was not among the results examined.
/// </summary>
/// <param name="Calls">The rank by each call of the row.</param>
/// <param name="Lexical">The rank by full-text search.</param>
/// <param name="Vector">The rank by vector search.</param>
public sealed record SearchRanks(IReadOnlyList<int?> Calls, int? Lexical, int? Vector)
{
    /// <summary>The rank by each call of the row.</summary>
    public IReadOnlyList<int?> Calls { get; init => field = ListSnapshot.Of(value); } = ListSnapshot.Of(Calls);

    /// <summary>How the two ranks support the row's choice of tool; null if its tools are not the two searches, if the index runs but one of them, or if neither found the page.</summary>
    public ToolContrast? Contrast { get; init; }

    /// <summary>The ranks that are known.</summary>
    public override string ToString() =>
        $"calls {string.Join(", ", Calls.Select(Rank))}; lexical {Rank(Lexical)}, vector {Rank(Vector)}{(Contrast is { } contrast ? $": {contrast}" : "")}";

    private static string Rank(int? rank) => rank is { } found ? found.ToString(System.Globalization.CultureInfo.InvariantCulture) : "-";
}

/// <summary>The comparison of the row's tool with the other search.</summary>
public enum ToolContrast : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>The row decides: the other tool does not find the page, or only at more than five times the rank.</summary>
    Confirmed,

    /// <summary>A tie: both tools find the page about equally well.</summary>
    Either,

    /// <summary>The other tool finds the page; the row's tool does not find it, or only at more than five times the rank.</summary>
    Refuted,
}
