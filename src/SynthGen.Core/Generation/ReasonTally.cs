namespace SynthGen.Generation;

/// <summary>Counts reasons. Not thread-safe.</summary>
internal sealed class ReasonTally
{
    private readonly Dictionary<(OutcomeStatus Status, string Reason), int> _counts = [];

    /// <summary>Counts a reason.</summary>
    public void Add(OutcomeStatus status, string reason, int count = 1) => _counts[(status, reason)] = _counts.GetValueOrDefault((status, reason)) + count;

    /// <summary>Returns the counts by status, the most frequent reasons first.</summary>
    public IReadOnlyList<ReasonCount> ToList() =>
    [
        .. _counts.OrderBy(pair => pair.Key.Status).ThenByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Reason, StringComparer.Ordinal)
            .Select(pair => new ReasonCount(pair.Key.Status, pair.Key.Reason, pair.Value)),
    ];
}
