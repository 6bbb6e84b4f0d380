namespace SynthGen.Generation;

/// <summary>Counts outcomes. Not thread-safe.</summary>
public sealed class OutcomeTally
{
    private const string NothingLeft = "No row could be used.";
    private readonly List<PageOutcome> _failures = [];
    private readonly ReasonTally _reasons = new(), _dropped = new();
    private int _generated, _empty, _failed, _resumed;
    private long _rows, _inputTokens, _outputTokens;

    /// <summary>
    /// Counts an outcome. Tokens of an outcome from the journal were spent by an earlier run and count only on request.
    /// </summary>
    public void Add(PageOutcome outcome, bool countResumedTokens = false)
    {
        switch (outcome.Status)
        {
            case OutcomeStatus.Generated: _generated++; break;
            case OutcomeStatus.Empty: _empty++; break;
            case OutcomeStatus.Failed:
                _failed++;
                _failures.Add(outcome);
                break;
        }

        _rows += outcome.Rows.Count;
        foreach ((string reason, int count) in outcome.Dropped)
            _dropped.Add(OutcomeStatus.Failed, reason, count);

        // Dropped rows have their own reasons; the page has one only if no row is left.
        string? why = outcome.Dropped.Count == 0 ? outcome.Reason : outcome.Rows.Count == 0 && outcome.Status != OutcomeStatus.Generated ? NothingLeft : null;
        if (why is not null)
            _reasons.Add(outcome.Status, why);
        if (outcome.IsResumed)
            _resumed++;
        if (!outcome.IsResumed || countResumedTokens)
        {
            _inputTokens += outcome.InputTokens;
            _outputTokens += outcome.OutputTokens;
        }
    }

    /// <summary>Returns the counts so far.</summary>
    /// <param name="pages">The number of pages added; those not counted yet are Pending.</param>
    public GenerationSummary ToSummary(int pages) =>
        new(pages, _generated, _empty, _failed, pages - _generated - _empty - _failed, _rows, [.. _failures])
        {
            Resumed = _resumed,
            InputTokens = _inputTokens,
            OutputTokens = _outputTokens,
            Reasons = _reasons.ToList(),
            DroppedRows = _dropped.ToList(),
        };

    /// <summary>The number of counted outcomes.</summary>
    public int Count => _generated + _empty + _failed;
}
