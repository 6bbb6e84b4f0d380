namespace SynthGen.Quality.Measures;

/// <summary>
/// The balance of tool calls: H / ln |T|, H = −Σ p ln p over the calls (C. Shannon, 1948; as a share of its maximum, E.
/// Pielou, 1966).
/// </summary>
internal sealed class ToolBalance
{
    private readonly SortedDictionary<string, long> _calls = new(StringComparer.Ordinal);
    private IReadOnlyList<ToolDefinition>? _offered;

    /// <summary>Calls by tool, ordered by name, including tools that are never called.</summary>
    public IReadOnlyList<ToolCount> Counts => _calls.Select(pair => new ToolCount(pair.Key, pair.Value)).ToArray();

    /// <summary>The number of calls.</summary>
    public long Calls { get; private set; }

    /// <summary>
    /// From 0 (all calls use one tool) to 1 (all tools are called equally often); null with fewer than two tools or
    /// without calls.
    /// </summary>
    public double? Value => _calls.Count < 2 || Calls == 0 ? null
        : _calls.Values.Where(count => count > 0).Sum(count => (double)count / Calls * Math.Log((double)Calls / count)) / Math.Log(_calls.Count);

    /// <summary>Counts a row's calls. The tools are all those that any row was offered or called.</summary>
    public void Add(DatasetRow row)
    {
        if (!ReferenceEquals(row.AvailableTools, _offered))
        {
            _offered = row.AvailableTools;
            foreach (ToolDefinition tool in _offered)
                _calls.TryAdd(tool.Name, 0);
        }

        IReadOnlyList<ToolCall> calls = row.Calls;
        foreach (ToolCall call in calls)
            _calls[call.Name] = _calls.GetValueOrDefault(call.Name) + 1;
        Calls += calls.Count;
    }
}
