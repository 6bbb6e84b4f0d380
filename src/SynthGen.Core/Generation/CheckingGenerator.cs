namespace SynthGen.Generation;

/// <summary>Passes on only those rows of another generator that are valid for their page.</summary>
public sealed class CheckingGenerator(IQueryGenerator inner, RowCheck check) : DelegatingGenerator(inner)
{
    /// <inheritdoc/>
    public override async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
    {
        PageOutcome outcome = await Inner.GenerateAsync(page, cancellationToken).ConfigureAwait(false);
        if (outcome.Status != OutcomeStatus.Generated)
            return outcome;

        List<SyntheticQuery> kept = new(outcome.Rows.Count);
        Dictionary<string, int> refused = [];
        foreach (SyntheticQuery row in outcome.Rows)
        {
            if (check.Refuse(row, page) is { } reason)
                refused[reason] = refused.GetValueOrDefault(reason) + 1;
            else
                kept.Add(row);
        }

        if (refused.Count == 0)
            return outcome;

        string reasons = string.Join(' ', refused.Select(pair => $"{pair.Value} refused: {pair.Key}"));
        return kept.Count > 0
            ? outcome with { Rows = kept, Reason = reasons }
            : outcome with { Status = OutcomeStatus.Failed, Cause = FailureCause.Page, Rows = [], Reason = $"No row was left: {reasons}" };
    }
}
