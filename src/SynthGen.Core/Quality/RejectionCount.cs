namespace SynthGen.Quality;

/// <summary>Counts rejected rows by gate and reason.</summary>
internal sealed class RejectionCount
{
    private readonly Dictionary<(string Gate, string Reason), long> _counts = [];

    /// <summary>The number of rejected rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Counts a verdict, if it is a rejection.</summary>
    public void Add(Verdict verdict)
    {
        if (verdict.Rejection is not { } rejection)
            return;

        (string, string) key = (rejection.Gate, rejection.Reason ?? rejection.Status.ToString());
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
        Rows++;
    }

    /// <summary>Returns the counts in the order of the gates, the largest of each first.</summary>
    public IReadOnlyList<GateRejection> ToList() => _counts
        .OrderBy(pair => Enum.TryParse(pair.Key.Gate.Split('.')[0], out QualityGate gate) ? (int)gate : int.MaxValue)
        .ThenByDescending(pair => pair.Value)
        .ThenBy(pair => pair.Key.Reason, StringComparer.Ordinal)
        .Select(pair => new GateRejection(pair.Key.Gate, pair.Key.Reason, pair.Value))
        .ToArray();
}
