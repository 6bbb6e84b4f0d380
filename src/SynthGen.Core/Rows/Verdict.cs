using SynthGen.Rows;

namespace SynthGen;

/// <summary>What a gate says of a row.</summary>
public enum GateStatus
{
    /// <summary>The row meets the gate's demand.</summary>
    Passed,

    /// <summary>The row does not.</summary>
    Failed,

    /// <summary>The gate could not tell, a judge that did not answer for one; never taken for a pass.</summary>
    Unknown,

    /// <summary>The gate has nothing to say about such a row, a call of a tool that no index can run for one.</summary>
    NotApplicable,
}

/// <summary>What one gate found.</summary>
/// <param name="Gate">The gate's name.</param>
/// <param name="Status">What it says.</param>
public sealed record GateResult(string Gate, GateStatus Status)
{
    /// <summary>The gate's measure, 0 (worst) to 1 (best); null if it has none.</summary>
    public double? Score { get; init; }

    /// <summary>Why, in one PascalCase word that can be counted; null if there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>Why, in a sentence, for a person; null if there is nothing to add.</summary>
    public string? Detail { get; init; }

    /// <summary>Gate, status and reason.</summary>
    public override string ToString() => Reason is null ? $"{Gate}: {Status}" : $"{Gate}: {Status} ({Reason})";
}

/// <summary>What the gates found about a row, in the order in which they ran; those after a failed gate did not run.</summary>
/// <param name="Gates">One result a gate.</param>
public sealed record Verdict(IReadOnlyList<GateResult> Gates)
{
    /// <summary>One result a gate.</summary>
    public IReadOnlyList<GateResult> Gates { get; init => field = ListSnapshot.Of(value); } = ListSnapshot.Of(Gates);

    /// <summary>Whether no gate failed and none could not tell.</summary>
    public bool Passed => Gates.All(gate => gate.Status is GateStatus.Passed or GateStatus.NotApplicable);

    /// <summary>The first gate that did not pass; null if all did.</summary>
    public GateResult? Rejection => Gates.FirstOrDefault(gate => gate.Status is GateStatus.Failed or GateStatus.Unknown);

    /// <summary>Where the row's page came when its calls were run; null if they were not.</summary>
    public SearchRanks? Ranks { get; init; }

    /// <summary>Passed, or the gate that rejected the row and why.</summary>
    public override string ToString() => Rejection is { } rejection ? rejection.ToString() : "Passed";
}

/// <summary>Where the row's page came when its calls were run, from 1; null where it was not among those looked at.</summary>
/// <param name="Calls">The rank by each call of the row.</param>
/// <param name="Lexical">The rank by full-text search.</param>
/// <param name="Vector">The rank by vector search.</param>
public sealed record SearchRanks(IReadOnlyList<int?> Calls, int? Lexical, int? Vector)
{
    /// <summary>The rank by each call of the row.</summary>
    public IReadOnlyList<int?> Calls { get; init => field = ListSnapshot.Of(value); } = ListSnapshot.Of(Calls);

    /// <summary>What the two ranks say of the row's choice of tool; null if its tools are not the two searches.</summary>
    public ToolContrast? Contrast { get; init; }
}

/// <summary>What running both searches says of the choice of one.</summary>
public enum ToolContrast
{
    /// <summary>The tool of the row is the better one.</summary>
    Confirmed,

    /// <summary>Either tool finds the page as well.</summary>
    Either,

    /// <summary>The other tool finds the page, this one does not, or far behind.</summary>
    Refuted,
}
