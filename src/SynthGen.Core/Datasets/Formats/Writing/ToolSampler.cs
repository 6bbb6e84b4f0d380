using SynthGen.Hashing;

namespace SynthGen.Datasets.Formats.Writing;

/// <summary>
/// Decides which tools a row offers, and in which order, by a number drawn for each tool from the seed, the row's key and the
/// tool's name. So the order of rows and tools does not matter, each position is equally likely, and a row whose tools were
/// chosen before stays the same.
/// </summary>
/// <param name="options">The choice, the number of unused tools, and the seed.</param>
/// <param name="names">The format's rule for names of tools; null if any name is allowed.</param>
internal sealed class ToolSampler(DatasetOptions options, ToolNameRule? names = null)
{
    private readonly ulong _seed = new StableRandom((ulong)options.Seed).Next();
    private readonly List<(ulong Draw, ToolDefinition Tool)> _used = [], _unused = [];
    private readonly List<ToolDefinition> _offered = [];
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private IReadOnlyList<ToolDefinition>? _known;
    private ulong[] _names = [];

    /// <summary>Returns the tools that a row offers; valid until the next call. A tool that it does not have is never offered.</summary>
    /// <param name="row">The row.</param>
    /// <param name="key">The row's key.</param>
    /// <exception cref="NotSupportedException">The row calls a tool that it does not offer, or the format cannot represent one of its tools.</exception>
    public IReadOnlyList<ToolDefinition> Of(DatasetRow row, ulong key)
    {
        IReadOnlyList<ToolCall> calls = row.Calls;
        Learn(row.AvailableTools);
        Draw(row, calls, _seed ^ key);
        foreach (ToolCall call in calls)
        {
            if (!_found.Contains(call.Name))
                throw new NotSupportedException($"it calls '{call.Name}', which is not among the tools that it offers.");
        }

        if (options.ToolChoice == ToolChoice.Sampled && _unused.Count > options.DistractorCount)
        {
            _unused.Sort(ByDraw);
            _unused.RemoveRange(options.DistractorCount, _unused.Count - options.DistractorCount);
        }

        if (options.ToolChoice != ToolChoice.Used)
            _used.AddRange(_unused);

        // The order needs a second draw; with the first one the sampled tools would come first.
        for (int i = 0; i < _used.Count; i++)
            _used[i] = (new StableRandom(_used[i].Draw).Next(), _used[i].Tool);
        _used.Sort(ByDraw);
        _offered.Clear();
        foreach ((_, ToolDefinition tool) in _used)
            _offered.Add(tool);
        return _offered;
    }

    private static int ByDraw((ulong Draw, ToolDefinition) one, (ulong Draw, ToolDefinition) other) => one.Draw.CompareTo(other.Draw);

    private void Draw(DatasetRow row, IReadOnlyList<ToolCall> calls, ulong key)
    {
        _used.Clear();
        _unused.Clear();
        _found.Clear();
        for (int i = 0; i < _names.Length; i++)
        {
            ToolDefinition tool = row.AvailableTools[i];
            bool used = Calls(calls, tool.Name);
            (used ? _used : _unused).Add((new StableRandom(key ^ _names[i]).Next(), tool));
            if (used)
                _found.Add(tool.Name);
        }
    }

    private static bool Calls(IReadOnlyList<ToolCall> calls, string name)
    {
        foreach (ToolCall call in calls)
        {
            if (call.Name == name)
                return true;
        }

        return false;
    }

    // The rows of a run share their list of tools.
    private void Learn(IReadOnlyList<ToolDefinition> tools)
    {
        if (ReferenceEquals(tools, _known))
            return;

        _known = null;
        HashSet<string> seen = new(tools.Count, StringComparer.Ordinal);
        foreach (ToolDefinition tool in tools)
        {
            if (!seen.Add(tool.Name))
                throw new NotSupportedException($"it offers two tools with the name '{tool.Name}'.");
            if (names?.Allows(tool.Name) == false)
                throw new NotSupportedException($"a tool may not be called '{tool.Name}' there. {names.Text}");
        }

        _names = [.. tools.Select(tool => StableRandom.Hash(tool.Name))];
        _known = tools;
    }
}
