using SynthGen.Quality.Duplicates;

namespace SynthGen.Datasets.Splits;

/// <summary>
/// Splits rows into sides in one pass. The side of a page (a block, a source) depends on nothing but itself, the seed and the
/// shares; of rows that are copies of one another on different sides the first one stays, and the others are left out.
/// </summary>
/// <remarks>
/// So no row ever changes sides, whatever rows are added and wherever. Rows added after the others change nothing of what
/// became of these; a row added before them can make a later copy of it be left out. What comes in with a mark keeps it, and
/// takes along the rest of its page: rows of an earlier split that come first stay as they were under any other options.
/// Copies are told as the gate Duplicate tells them by default: exact ones all, near ones (a Jaccard similarity of .8 of
/// shingles of five words) by MinHash, which finds .998 of the pairs that are just so near, and of nearer ones next to all;
/// only the first 64 queries of one mould are looked at. Remembers some 700 bytes a row. Not thread-safe.
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

    /// <summary>Creates a splitter that knows no row yet.</summary>
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

    /// <summary>What became of the rows so far.</summary>
    public SplitSummary Summary => _meter.ToSummary();

    /// <summary>Marks a row with its side, or says why it is left out.</summary>
    public SplitPlacement Place(SyntheticQuery row)
    {
        ArgumentNullException.ThrowIfNull(row);
        SplitPlacement placement = PlaceRow(row);
        _meter.Add(placement);
        return placement;
    }

    private SplitPlacement PlaceRow(SyntheticQuery row)
    {
        SplitGroup group = _draw.GroupOf(row);
        DatasetSplit? mark = _anew ? null : row.Split;
        if (!_sides.TryGetValue(group, out DatasetSplit side))
            _sides.Add(group, side = mark ?? _draw.SideOf(group));
        else if (mark is not null && mark != side)
            return new SplitPlacement(row, SplitStatus.Torn, side);

        TextSketch sketch = _sketcher.Of(row.Query);
        for (int other = 0; other < SideCount; other++)
        {
            if (other != (int)side && _queries[other].Find(sketch) is not null)
                return new SplitPlacement(row, SplitStatus.Copy, side);
        }

        _queries[(int)side].Add(sketch);
        return new SplitPlacement(row.Split == side ? row : row with { Id = row.Id, Split = side }, SplitStatus.Placed, side);
    }
}
