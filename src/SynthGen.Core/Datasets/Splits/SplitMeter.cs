using SynthGen.Documents;

namespace SynthGen.Datasets.Splits;

/// <summary>Counts the rows of each side of a split, in constant memory; pages beyond a million are in temporary files, of 8 bytes a page.</summary>
internal sealed class SplitMeter : IDisposable
{
    private readonly Side[] _sides = [.. Enum.GetValues<DatasetSplit>().Select(_ => new Side())];
    private readonly SplitPages _pages = new();
    private readonly SortedSet<string> _tools = new(StringComparer.Ordinal);
    private IReadOnlyList<ToolDefinition>? _offered;
    private long _rows, _copies, _torn, _apart;

    /// <summary>The number of pages with rows on more than one side.</summary>
    public int SharedPages => _pages.Count().Shared;

    /// <summary>Counts a row.</summary>
    public void Add(SplitPlacement placement)
    {
        _rows++;
        _copies += placement.Status == SplitStatus.Copy ? 1 : 0;
        _torn += placement.Status == SplitStatus.Torn ? 1 : 0;
        _apart += placement.Status == SplitStatus.Apart ? 1 : 0;
        if (placement.Status == SplitStatus.Placed)
            Add(placement.Row, placement.Side);
    }

    /// <summary>Returns the counts so far.</summary>
    public SplitSummary ToSummary()
    {
        long rows = _sides.Sum(side => side.Rows), calls = _sides.Sum(side => side.CallCount);
        int[] pages = _pages.Count().OfSides;
        return new SplitSummary(_rows, [.. Enum.GetValues<DatasetSplit>().Select(split => ToSide(split, rows, pages[(int)split], calls))], _copies, _torn, _apart);
    }

    /// <inheritdoc/>
    public void Dispose() => _pages.Dispose();

    private void Add(DatasetRow row, DatasetSplit split)
    {
        Side side = _sides[(int)split];
        side.Rows++;
        foreach (PageKey page in row.GetPageKeys())
            _pages.Add(page, split);
        if (!ReferenceEquals(row.AvailableTools, _offered))
        {
            _offered = row.AvailableTools;
            foreach (ToolDefinition tool in _offered)
                _tools.Add(tool.Name);
        }

        IReadOnlyList<ToolCall> made = row.Calls;
        foreach (ToolCall call in made)
        {
            _tools.Add(call.Name);
            side.Calls[call.Name] = side.Calls.GetValueOrDefault(call.Name) + 1;
        }

        side.CallCount += made.Count;
    }

    private SplitSide ToSide(DatasetSplit split, long rows, int pages, long calls)
    {
        Side side = _sides[(int)split];
        ToolShare[] tools = [.. _tools.Select(tool => new ToolShare(tool, side.Calls.GetValueOrDefault(tool), Share(side.Calls.GetValueOrDefault(tool), side.CallCount)))];
        return new SplitSide(split, side.Rows, Share(side.Rows, rows), pages, tools)
        {
            ToolDrift = side.CallCount == 0 ? null : tools.Max(tool => Math.Abs(tool.Share - Share(_sides.Sum(other => other.Calls.GetValueOrDefault(tool.Name)), calls))),
        };
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private sealed class Side
    {
        public readonly Dictionary<string, long> Calls = new(StringComparer.Ordinal);
        public long Rows, CallCount;
    }
}
