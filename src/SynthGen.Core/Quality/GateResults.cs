using SynthGen.Documents;

namespace SynthGen.Quality;

/// <summary>Creates the results of gates.</summary>
internal static class GateResults
{
    /// <summary>The reason of every gate that needs a page which the index lacks.</summary>
    public const string PageNotInIndex = nameof(PageNotInIndex);

    /// <summary>The row meets the criterion.</summary>
    public static GateResult Pass(this QualityGate gate, double? score, string? reason = null) =>
        new(gate.ToString(), GateStatus.Passed) { Score = Round(score), Reason = reason };

    /// <summary>The row does not meet the criterion.</summary>
    public static GateResult Fail(this QualityGate gate, string reason, string detail, double score = 0) =>
        new(gate.ToString(), GateStatus.Failed) { Score = Round(score), Reason = reason, Detail = detail };

    /// <summary>The gate does not apply to the row.</summary>
    public static GateResult Skip(this QualityGate gate, string reason) =>
        new(gate.ToString(), GateStatus.NotApplicable) { Reason = reason };

    /// <summary>The index lacks the row's page.</summary>
    public static GateResult FailWithoutPage(this QualityGate gate, SyntheticQuery row) => gate.FailWithoutPage(row.GetPageKey());

    /// <summary>The index lacks a page.</summary>
    public static GateResult FailWithoutPage(this QualityGate gate, PageKey page) =>
        gate.Fail(PageNotInIndex, $"The index has no page {page}, or several that it may be.");

    // Verdicts are stored, and four decimal places are precise enough.
    private static double? Round(double? score) => score is { } value ? Math.Round(value, 4) : null;
}
