using SynthGen.Generation;

namespace SynthGen.Evaluation;

/// <summary>Counts results, and makes a summary of them. It keeps no row. Not thread-safe.</summary>
/// <param name="seed">The seed of the intervals.</param>
public sealed class ResultTally(int seed)
{
    private readonly MeasureTally _all = new();
    private readonly SortedDictionary<string, MeasureTally> _tools = new(StringComparer.Ordinal), _kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<QueryDifficulty, MeasureTally> _difficulties = [];
    private readonly Dictionary<(string Expected, string Made), int> _confusion = [];
    private readonly SortedSet<string> _models = new(StringComparer.Ordinal);
    private readonly ReasonTally _reasons = new();
    private readonly List<float> _latencies = [];
    private int _rows, _failed, _pending, _resumed;
    private long _input, _output;
    private decimal? _cost = 0;

    /// <summary>The number of rows so far.</summary>
    public int Rows => _rows;

    /// <summary>The number of rows so far that were not tried, or not finished.</summary>
    public int Pending => _pending;

    /// <summary>Counts a result.</summary>
    public void Add(ToolModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _rows++;
        _input += result.InputTokens;
        _output += result.OutputTokens;
        _resumed += result.IsResumed ? 1 : 0;
        if (result.Model.Length > 0)
            _models.Add(result.Model);
        if (result.Attempts > 0)
            _cost += result.Cost;
        if (result.Status != MeasurementStatus.Measured || result.Turns.Count == 0)
        {
            _pending += result.Status == MeasurementStatus.Pending ? 1 : 0;
            _failed += result.Status == MeasurementStatus.Pending ? 0 : 1;
            if (result.Status == MeasurementStatus.Failed)
                _reasons.Add(OutcomeStatus.Failed, result.Reason ?? "");
            return;
        }

        if (result.Latency is { } latency)
            _latencies.Add((float)latency);
        _all.Add(result);
        string expected = ExpectedOf(result.Turns[0]);
        if (result.Due == DueAction.Call)
            Of(_tools, expected).Add(result);
        Of(_kinds, result.Kind).Add(result);
        if (result.Difficulty is { } difficulty)
            Of(_difficulties, difficulty).Add(result);
        _confusion[(expected, result.Made)] = _confusion.GetValueOrDefault((expected, result.Made)) + 1;
    }

    /// <summary>Makes the summary.</summary>
    /// <param name="cancellationToken">Cancels the computation of intervals.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public ToolModelSummary ToSummary(CancellationToken cancellationToken = default)
    {
        _latencies.Sort();
        return new ToolModelSummary(_rows, _all.Rows, _failed, _pending)
        {
            Model = string.Join(", ", _models),
            Measures = _all.ToMeasures(seed, isWhole: true, cancellationToken),
            ByTool = Groups(_tools, cancellationToken),
            ByKind = Groups(_kinds, cancellationToken),
            ByDifficulty = Groups(_difficulties, cancellationToken),
            Confusion = [.. _confusion.OrderBy(cell => cell.Key.Expected, StringComparer.Ordinal).ThenBy(cell => cell.Key.Made, StringComparer.Ordinal).Select(cell => new ToolConfusion(cell.Key.Expected, cell.Key.Made, cell.Value))],
            Failures = _reasons.ToList(),
            Resumed = _resumed,
            InputTokens = _input,
            OutputTokens = _output,
            Cost = _cost,
            LatencyMedian = Percentile(.5),
            LatencyP95 = Percentile(.95),
        };
    }

    /// <summary>Returns the row of the confusion matrix that a decision stands in.</summary>
    internal static string ExpectedOf(ToolModelTurn turn) => turn.Due switch
    {
        DueAction.Call => string.Join('+', turn.Expected.Select(call => call.Name).Distinct().Order(StringComparer.Ordinal)),
        DueAction.Ask => "ask",
        _ => "none",
    };

    private static MeasureTally Of<TKey>(SortedDictionary<TKey, MeasureTally> tallies, TKey key)
        where TKey : notnull => tallies.TryGetValue(key, out MeasureTally? tally) ? tally : tallies[key] = new MeasureTally();

    private ToolModelGroup[] Groups<TKey>(SortedDictionary<TKey, MeasureTally> tallies, CancellationToken cancellationToken)
        where TKey : notnull => [.. tallies.Select(pair => pair.Value.ToGroup(pair.Key.ToString()!, seed, cancellationToken))];

    // The nearest rank.
    private double? Percentile(double share) => _latencies.Count == 0 ? null : Math.Round(_latencies[Math.Max(0, (int)Math.Ceiling(share * _latencies.Count) - 1)], 1);
}
