namespace SynthGen.Generation;

/// <summary>Counts reasons. Not thread-safe.</summary>
internal sealed class ReasonTally
{
    private readonly Dictionary<Reason, int> _counts = [];

    /// <summary>Counts a reason.</summary>
    public void Add(OutcomeStatus status, string reason, int count = 1)
    {
        Reason key = new(status, reason);
        _counts[key] = _counts.GetValueOrDefault(key) + count;
    }

    /// <summary>Returns the counts by status, the most frequent reasons first.</summary>
    public IReadOnlyList<ReasonCount> ToList() =>
    [
        .. _counts.Keys.Select(key => new ReasonCount(key.Status, key.Text, _counts[key]))
            .OrderBy(count => (int)count.Status).ThenByDescending(count => count.Count).ThenBy(count => count.Reason, StringComparer.Ordinal),
    ];

    // A class, for the reason that TemplateRowMaker gives.
    private sealed record Reason(OutcomeStatus Status, string Text);
}
