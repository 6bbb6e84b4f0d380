using SynthGen.Evaluation.Statistics;

namespace SynthGen.Evaluation;

/// <summary>
/// Compares the results of a model with those of another one on the same rows, joined by their ids. Of an id that comes twice the
/// first result counts. It keeps a few bytes of each row of the other. Not thread-safe.
/// </summary>
/// <param name="name">The name of the other's file.</param>
public sealed class ResultComparison(string name)
{
    private readonly Dictionary<(string Id, string? Example), (bool?[] Values, string Made)> _against = [];
    private readonly HashSet<(string Id, string? Example)> _joined = [];
    private readonly int[,] _cells = new int[ResultMeasures.Compared.Count, 4];
    private readonly List<ToolModelChange> _changed = [];
    private int _onlyThis;

    /// <summary>The number of the other's rows.</summary>
    public int Against => _against.Count;

    /// <summary>Takes a result of the other model; those that were not measured are passed over.</summary>
    public void AddAgainst(ToolModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Turns.Count > 0)
            _against.TryAdd((result.Id, result.Example), (ValuesOf(result), result.Made));
    }

    /// <summary>Compares a result with the other's on the same row.</summary>
    public void Add(ToolModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Status != MeasurementStatus.Measured || result.Turns.Count == 0)
            return;
        if (!_against.TryGetValue((result.Id, result.Example), out (bool?[] Values, string Made) other))
        {
            _onlyThis++;
            return;
        }

        if (!_joined.Add((result.Id, result.Example)))
            return;
        bool?[] values = ValuesOf(result);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is { } here && other.Values[i] is { } there)
                _cells[i, (here ? 0 : 2) + (there ? 0 : 1)]++;
        }

        if (values[0] != other.Values[0])
            _changed.Add(new ToolModelChange(result.Id, result.Query, result.IsRight, result.Made, other.Made));
    }

    /// <summary>Makes the comparison.</summary>
    public ToolModelComparison ToComparison() => new(name, _joined.Count, _onlyThis, _against.Count - _joined.Count)
    {
        Tests = [.. ResultMeasures.Compared.Select((measure, i) => Test(measure.Name, i)).Where(test => test.Both + test.OnlyThis + test.OnlyAgainst + test.Neither > 0)],
        Changed = _changed,
    };

    private PairedTest Test(string measure, int i) => new(measure, _cells[i, 0], _cells[i, 1], _cells[i, 2], _cells[i, 3])
    {
        PValue = McNemar.PValue(_cells[i, 1], _cells[i, 2]),
        Method = _cells[i, 1] + _cells[i, 2] < McNemar.FewestForChiSquare ? "exact" : "chi-square",
    };

    private static bool?[] ValuesOf(ToolModelResult result) => [.. ResultMeasures.Compared.Select(measure => measure.Of(result.Turns[0]))];
}
