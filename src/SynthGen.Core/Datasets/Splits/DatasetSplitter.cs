using SynthGen.Quality.Duplicates;

namespace SynthGen.Datasets.Splits;

/// <summary>
/// Splits rows into sides in one pass. The side of a page (or block, or source) depends only on itself, the seed and the
/// shares. Of rows on different sides that are copies of one another the first one stays, and the others are left out.
/// </summary>
/// <remarks>
/// So no row changes sides when other rows are added. Rows added later do not affect earlier ones; a row added earlier can
/// cause a later copy to be left out. A row that already has a side keeps it and determines that of its page: rows of an
/// earlier split that come first keep their sides under any options. A conversation is on the side that all its pages share; if
/// they share none, it is left out. One without pages is drawn by its query.
/// Copies follow the default rule of the Duplicate gate. All exact copies are found. Near copies (a Jaccard similarity of .8
/// of shingles of five words) are found by MinHash: it finds 99.8 % of pairs exactly at the threshold and almost all above
/// it. In a group of more than 64 look-alikes, only the first 64 are compared. Takes about 400 bytes a row. Not thread-safe.
/// </remarks>
public sealed class DatasetSplitter
{
    private static readonly int SideCount = Enum.GetValues<DatasetSplit>().Length;

    private readonly bool _anew;
    private readonly SplitAssignment _draw;
    private readonly SplitMeter _meter = new();
    private readonly MinHash _sketcher = new();
    private readonly DuplicateIndex[] _queries;
    private readonly Dictionary<SplitGroup, DatasetSplit> _sides = [];

    /// <summary>Creates a splitter without any rows.</summary>
    /// <exception cref="ArgumentException">The shares do not add up to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A block has no page.</exception>
    public DatasetSplitter(DatasetSplitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BlockSize, 1, nameof(options));
        if (!options.IsWhole)
            throw new ArgumentException("The shares do not add up to 1.", nameof(options));

        _anew = options.Anew;
        _draw = new SplitAssignment(options);
        _queries = [.. Enumerable.Range(0, SideCount).Select(_ => new DuplicateIndex(MinHash.Similarity, _sketcher.Bands))];
    }

    /// <summary>The counts so far.</summary>
    public SplitSummary Summary => _meter.ToSummary();

    /// <summary>Assigns a row to a side, or returns why it is left out.</summary>
    public SplitPlacement Place(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        SplitPlacement placement = PlaceRow(row);
        _meter.Add(placement);
        return placement;
    }

    private SplitPlacement PlaceRow(DatasetRow row)
    {
        DatasetSplit? mark = _anew ? null : row.Split;
        SplitGroup[] groups = [.. row.GetPageKeys().Select(_draw.GroupOf).Distinct()];
        DatasetSplit side = mark ?? (groups.Length == 0 ? _draw.SideOf(SplitGroup.OfQuery(row.FirstQuery)) : SideOf(groups[0]));
        foreach (SplitGroup group in groups)
        {
            if (mark is null ? SideOf(group) != side : _sides.TryGetValue(group, out DatasetSplit known) && known != side)
                return new SplitPlacement(row, mark is null ? SplitStatus.Apart : SplitStatus.Torn, SideOf(groups[0]));
        }

        foreach (SplitGroup group in groups)
            _sides.TryAdd(group, side);
        return PlaceOn(side, row);
    }

    private SplitPlacement PlaceOn(DatasetSplit side, DatasetRow row)
    {
        TextSketch sketch = _sketcher.Of(row.FirstQuery);
        for (int other = 0; other < SideCount; other++)
        {
            if (other != (int)side && _queries[other].Find(sketch) is not null)
                return new SplitPlacement(row, SplitStatus.Copy, side);
        }

        _queries[(int)side].Add(sketch);
        return new SplitPlacement(row.Split == side ? row : row with { Id = row.Id, Split = side }, SplitStatus.Placed, side);
    }

    private DatasetSplit SideOf(SplitGroup group) => _sides.TryGetValue(group, out DatasetSplit side) ? side : _draw.SideOf(group);
}
