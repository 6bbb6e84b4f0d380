using SynthGen.Text;

namespace SynthGen;

/// <summary>How the rows of a dataset were decided by reviewers.</summary>
/// <param name="Accepted">The number of rows that were accepted.</param>
/// <param name="Rejected">The number of rows that were rejected.</param>
/// <param name="Edited">The number of rows that were replaced.</param>
/// <param name="Undecided">The number of rows that nobody decided about.</param>
public sealed record ReviewMeasure(long Accepted, long Rejected, long Edited, long Undecided)
{
    /// <summary>The agreement of each two reviewers; empty with fewer than two.</summary>
    public IReadOnlyList<ReviewAgreement> Agreement { get; init; } = [];

    /// <summary>The counts, and the agreement.</summary>
    public override string ToString() =>
        PrintableText.Line($"{Accepted} accepted, {Rejected} rejected, {Edited} edited, {Undecided} undecided{string.Concat(Agreement.Select(pair => $"; {pair}"))}");
}

/// <summary>The agreement of two reviewers over the rows that both decided about.</summary>
/// <param name="Reviewer">The first reviewer, in the order of their names.</param>
/// <param name="Other">The second reviewer.</param>
/// <param name="Rows">The number of rows that both decided about.</param>
/// <param name="Agreed">The number of those that they decided in the same way: accepted, rejected or edited.</param>
/// <param name="Kappa">Cohen's kappa, -1 to 1; null without such rows, or where both decided all in one way.</param>
public sealed record ReviewAgreement(string Reviewer, string Other, long Rows, long Agreed, double? Kappa)
{
    /// <summary>The reviewers and kappa.</summary>
    public override string ToString() => PrintableText.Line(FormattableString.Invariant($"{Reviewer} and {Other}: {Agreed} of {Rows} alike, kappa {Kappa:0.000}"));
}
