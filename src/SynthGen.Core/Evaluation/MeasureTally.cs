using SynthGen.Evaluation.Statistics;

namespace SynthGen.Evaluation;

/// <summary>Counts the figures of rows. Not thread-safe.</summary>
internal sealed class MeasureTally
{
    private readonly (int Count, int Of)[] _counts = new (int, int)[ResultMeasures.All.Count];
    private int _later, _laterRight;

    /// <summary>The number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Counts a row that was measured.</summary>
    public void Add(ToolModelResult result)
    {
        Rows++;
        for (int i = 0; i < _counts.Length; i++)
        {
            if (ResultMeasures.All[i].Of(result.Turns[0]) is { } value)
                _counts[i] = (_counts[i].Count + (value ? 1 : 0), _counts[i].Of + 1);
        }

        _later += result.Turns.Count - 1;
        _laterRight += result.Turns.Skip(1).Count(turn => turn.IsRight);
    }

    /// <summary>Returns the figures that apply to a row at least.</summary>
    /// <param name="seed">The seed of the intervals.</param>
    /// <param name="isWhole">Whether all figures get an interval; otherwise the first one alone.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    public IReadOnlyList<ToolModelMeasure> ToMeasures(int seed, bool isWhole, CancellationToken cancellationToken)
    {
        ToolModelMeasure[] measures =
        [
            .. _counts.Select((count, i) => new ToolModelMeasure(ResultMeasures.All[i].Name, count.Count, count.Of)),
            new ToolModelMeasure(ResultMeasures.LaterTurnsRight, _laterRight, _later),
        ];
        return [.. measures.Where(measure => measure.Of > 0).Select((measure, i) => isWhole || i == 0 ? WithInterval(measure, seed, cancellationToken) : measure)];
    }

    /// <summary>Returns the figures of a group.</summary>
    public ToolModelGroup ToGroup(string name, int seed, CancellationToken cancellationToken) =>
        new(name, Rows) { Measures = ToMeasures(seed, isWhole: false, cancellationToken) };

    private static ToolModelMeasure WithInterval(ToolModelMeasure measure, int seed, CancellationToken cancellationToken)
    {
        (double low, double high) = Bootstrap.Interval(measure.Count, measure.Of, seed, cancellationToken);
        return measure with { Low = low, High = high };
    }
}
