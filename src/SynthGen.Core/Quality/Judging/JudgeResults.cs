namespace SynthGen.Quality.Judging;

/// <summary>
/// Creates the results of a verdict from a judge's scores, one for each criterion, named "Judge." and the criterion.
/// </summary>
internal static class JudgeResults
{
    /// <summary>Only a full score meets a criterion.</summary>
    public static GateResult Result(JudgeCriterion criterion, double score, string detail) => score >= 1
        ? new GateResult(Name(criterion), GateStatus.Passed) { Score = 1 }
        : new GateResult(Name(criterion), GateStatus.Failed) { Score = Math.Round(score, 4), Reason = "Not" + Adjective(criterion), Detail = detail };

    /// <summary>Returns unknown results, for criteria that the judge did not answer.</summary>
    public static IEnumerable<GateResult> Unknown(IEnumerable<JudgeCriterion> criteria, string reason, string detail) =>
        criteria.Select(criterion => new GateResult(Name(criterion), GateStatus.Unknown) { Reason = reason, Detail = detail });

    private static string Name(JudgeCriterion criterion) => $"{nameof(QualityGate.Judge)}.{criterion}";

    private static string Adjective(JudgeCriterion criterion) => criterion switch
    {
        JudgeCriterion.Specificity => "Specific",
        JudgeCriterion.Coherence => "Coherent",
        JudgeCriterion.Solvability => "Solvable",
        JudgeCriterion.ParameterAlignment => "Aligned",
        JudgeCriterion.Sufficiency => "Sufficient",
        JudgeCriterion.Naturalness => "Natural",
        JudgeCriterion.Faithfulness => "Faithful",
        JudgeCriterion.Completeness => "Complete",
        _ => "Minimal",
    };
}
