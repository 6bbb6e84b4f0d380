namespace SynthGen.Evaluation;

/// <summary>Puts the results of an in-context evaluation together by their example. Not thread-safe.</summary>
public sealed class ExampleGroups
{
    private readonly Queue<(DatasetRow Row, int Tests)> _waiting = new();
    private readonly List<ToolModelResult> _results = [];

    /// <summary>Announces an example; the results of its tests follow those of the examples before.</summary>
    /// <param name="row">The example.</param>
    /// <param name="tests">The number of its tests, from 1.</param>
    public void Begin(DatasetRow row, int tests) => _waiting.Enqueue((row, tests));

    /// <summary>Takes the next result; returns the worth of its example if it is the last one of it, else null.</summary>
    public ExampleWorth? Add(ToolModelResult result)
    {
        _results.Add(result);
        if (_results.Count < _waiting.Peek().Tests)
            return null;
        ExampleWorth worth = ExampleWorth.Of(_waiting.Dequeue().Row, [.. _results]);
        _results.Clear();
        return worth;
    }
}
