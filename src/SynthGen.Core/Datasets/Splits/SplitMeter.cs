using SynthGen.Documents;

namespace SynthGen.Datasets.Splits;

/// <summary>Counts the rows of each side of a split.</summary>
internal sealed class SplitMeter
{
    private readonly Side[] _sides = [.. Enum.GetValues<DatasetSplit>().Select(_ => new Side())];
    private readonly SortedSet<string> _tools = new(StringComparer.Ordinal);
    private IReadOnlyList<ToolDefinition>? _offered;
    private long _rows, _copies, _torn, _apart;

    /// <summary>The number of pages with rows on more than one side.</summary>
    public int SharedPages => _sides.SelectMany(side => side.Pages).CountBy(page => page).Count(page => page.Value > 1);

    /// <summary>Counts a row.</summary>
    public void Add(SplitPlacement placement)
    {
        _rows++;
        _copies += placement.Status == SplitStatus.Copy ? 1 : 0;
        _torn += placement.Status == SplitStatus.Torn ? 1 : 0;
        _apart += placement.Status == SplitStatus.Apart ? 1 : 0;
        if (placement.Status == SplitStatus.Placed)
            Add(placement.Row, _sides[(int)placement.Side]);
    }

    /// <summary>Returns the counts so far.</summary>
    public SplitSummary ToSummary()
    {
        long rows = _sides.Sum(side => side.Rows), calls = _sides.Sum(side => side.CallCount);
        return new SplitSummary(_rows, [.. Enum.GetValues<DatasetSplit>().Select(split => ToSide(split, rows, calls))], _copies, _torn, _apart);
    }

    private void Add(DatasetRow row, Side side)
    {
        side.Rows++;
        foreach (PageKey page in row.GetPageKeys())
            side.Pages.Add(page);
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

    private SplitSide ToSide(DatasetSplit split, long rows, long calls)
    {
        Side side = _sides[(int)split];
        ToolShare[] tools = [.. _tools.Select(tool => new ToolShare(tool, side.Calls.GetValueOrDefault(tool), Share(side.Calls.GetValueOrDefault(tool), side.CallCount)))];
        return new SplitSide(split, side.Rows, Share(side.Rows, rows), side.Pages.Count, tools)
        {
            ToolDrift = side.CallCount == 0 ? null : tools.Max(tool => Math.Abs(tool.Share - Share(_sides.Sum(other => other.Calls.GetValueOrDefault(tool.Name)), calls))),
        };
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private sealed class Side
    {
        public readonly HashSet<PageKey> Pages = [];
        public readonly Dictionary<string, long> Calls = new(StringComparer.Ordinal);
        public long Rows, CallCount;
    }
}
