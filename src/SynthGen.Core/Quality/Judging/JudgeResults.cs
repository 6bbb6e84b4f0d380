namespace SynthGen.Quality.Judging;

/// <summary>Puts what a judge finds into the results of a verdict, one a criterion, under "Judge." and its name.</summary>
internal static class JudgeResults
{
    /// <summary>A criterion is met by a full score alone.</summary>
    public static GateResult Result(JudgeCriterion criterion, double score, string detail) => score >= 1
        ? new GateResult(Name(criterion), GateStatus.Passed) { Score = 1 }
        : new GateResult(Name(criterion), GateStatus.Failed) { Score = Math.Round(score, 4), Reason = "Not" + Adjective(criterion), Detail = detail };

    /// <summary>The judge did not answer: nothing is known of these criteria.</summary>
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
        _ => "Minimal",
    };
}
