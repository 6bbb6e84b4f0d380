using SynthGen.Quality.Duplicates;
using SynthGen.Rows;

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
/// it. In a group of more than 64 look-alikes, only the first 64 are compared. Not thread-safe.
/// It takes about 300 bytes a row up to a million rows. Beyond that, what finds copies and rows that wait for a decision are in temporary
/// files, of about 250 bytes a row, and rows come by batches; a row that waited comes back as from a dataset, without its source page. In
/// memory stays the side of each page: about a byte for a page of a long document, 20 for a source of a single page.
/// </remarks>
public sealed class DatasetSplitter : IDisposable
{
    private static readonly int SideCount = Enum.GetValues<DatasetSplit>().Length;

    private readonly bool _anew;
    private readonly SplitAssignment _draw;
    private readonly SplitMeter _meter = new();
    private readonly MinHash _sketcher = new();
    private readonly CopyFinder _queries;
    private readonly SplitSides _sides = new();

    // The rows that wait, with their results unless they are copies.
    private readonly RowSpool _rows;
    private readonly Queue<(SplitStatus Status, DatasetSplit Side)> _waiting = [];

    /// <summary>Creates a splitter without any rows.</summary>
    /// <param name="options">The shares and what stays together.</param>
    /// <param name="mostHeld">The most bytes in memory for finding copies, about.</param>
    /// <exception cref="ArgumentException">The shares do not add up to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A block has no page.</exception>
    public DatasetSplitter(DatasetSplitOptions options, long mostHeld = CopyFinder.Most)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BlockSize, 1, nameof(options));
        if (!options.IsWhole)
            throw new ArgumentException("The shares do not add up to 1.", nameof(options));

        _anew = options.Anew;
        _draw = new SplitAssignment(options);
        _queries = new CopyFinder(MinHash.Similarity, _sketcher.Bands, SideCount, mostHeld);
        _rows = new RowSpool(Path.GetTempPath());
    }

    /// <summary>The counts of the rows returned so far.</summary>
    public SplitSummary Summary => _meter.ToSummary();

    /// <summary>Adds a row, and returns the rows that are decided then, in the order in which they were added: each with a side, or with why it is left out.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellation">Cancels the decision of many rows, after which no row may be added.</param>
    /// <returns>The rows, to be read before the next one is added.</returns>
    /// <exception cref="OperationCanceledException">A decision was cancelled.</exception>
    /// <exception cref="IOException">A temporary file cannot be written or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder of temporary files does not allow creating one.</exception>
    public IEnumerable<SplitPlacement> Add(DatasetRow row, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        (SplitStatus status, DatasetSplit side) = PlaceRow(row);
        if (status == SplitStatus.Placed)
            _queries.Add(_sketcher.Of(row.FirstQuery), (int)side, cancellation: cancellation);
        if (_waiting.Count == 0 && (status != SplitStatus.Placed || _queries.TryTake(out CopyDecision decision) && Judge(ref status, decision)))
            return [Place(row, status, side)];

        _rows.Add(row);
        _waiting.Enqueue((status, side));
        return Decided();
    }

    /// <summary>Returns the rows that still wait; none may be added.</summary>
    /// <inheritdoc cref="Add" path="/exception"/>
    public IEnumerable<SplitPlacement> Complete(CancellationToken cancellation = default)
    {
        _queries.Complete(cancellation);
        return Decided();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter.Dispose();
        _queries.Dispose();
        _rows.Dispose();
    }

    private IEnumerable<SplitPlacement> Decided()
    {
        while (_waiting.TryPeek(out (SplitStatus Status, DatasetSplit Side) row))
        {
            if (row.Status == SplitStatus.Placed && !(_queries.TryTake(out CopyDecision decision) && Judge(ref row.Status, decision)))
                yield break;
            _waiting.Dequeue();
            yield return Place(_rows.Take(), row.Status, row.Side);
        }
    }

    private static bool Judge(ref SplitStatus status, CopyDecision decision)
    {
        status = decision.IsCopy ? SplitStatus.Copy : SplitStatus.Placed;
        return true;
    }

    private SplitPlacement Place(DatasetRow row, SplitStatus status, DatasetSplit side)
    {
        SplitPlacement placement = new(status != SplitStatus.Placed || row.Split == side ? row : row with { Id = row.Id, Split = side }, status, side);
        _meter.Add(placement);
        return placement;
    }

    // The result of a row that is not a copy.
    private (SplitStatus Status, DatasetSplit Side) PlaceRow(DatasetRow row)
    {
        DatasetSplit? mark = _anew ? null : row.Split;
        SplitGroup[] groups = [.. row.GetPageKeys().Select(_draw.GroupOf).Distinct()];
        DatasetSplit side = mark ?? (groups.Length == 0 ? _draw.SideOf(SplitGroup.OfQuery(row.FirstQuery)) : SideOf(groups[0]));
        foreach (SplitGroup group in groups)
        {
            if (mark is null ? SideOf(group) != side : _sides.Find(group) is { } known && known != side)
                return (mark is null ? SplitStatus.Apart : SplitStatus.Torn, SideOf(groups[0]));
        }

        foreach (SplitGroup group in groups)
            _sides.TryAdd(group, side);
        return (SplitStatus.Placed, side);
    }

    private DatasetSplit SideOf(SplitGroup group) => _sides.Find(group) ?? _draw.SideOf(group);
}
