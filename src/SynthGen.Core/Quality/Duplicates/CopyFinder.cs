using System.Runtime.InteropServices;
using SynthGen.Files.Spill;

namespace SynthGen.Quality.Duplicates;

/// <summary>
/// Finds the texts that copy an earlier one, and stores the others. Texts are on sides: a text is compared with those of all other
/// sides; if there is one side, with those of it. Up to a limit of memory each text is decided at once. Beyond it the texts are in
/// temporary files, about 250 bytes each, and those that come are decided by batches; the decisions are the same. Up to 2³¹ texts a
/// side. Not thread-safe.
/// </summary>
/// <param name="similarity">The minimum similarity of a near copy.</param>
/// <param name="bands">The number of bands of a sketch.</param>
/// <param name="sides">The number of sides.</param>
/// <param name="most">The most bytes in memory, about; a million texts of fifteen words take some 320 MB.</param>
/// <param name="folder">Where the files are; null for the folder of temporary files.</param>
internal sealed class CopyFinder(double similarity, int bands, int sides = 1, long most = CopyFinder.Most, string? folder = null) : IDisposable
{
    /// <summary>The default limit, in bytes.</summary>
    public const long Most = 336L << 20;

    private readonly DuplicateIndex[] _held = NewIndexes(similarity, bands, sides);
    private readonly List<ulong>[] _groups = [.. Enumerable.Range(0, sides).Select(_ => new List<ulong>())];
    private readonly Queue<CopyDecision> _decided = [];
    private readonly TextBatch _batch = new(bands);
    private readonly List<ulong> _keys = [];
    private SpilledTexts[]? _spilled;

    /// <summary>The number of texts that are not copies, of all sides; those that are not decided yet do not count.</summary>
    public long Count => _held.Sum(index => (long)index.Count) + (_spilled?.Sum(texts => (long)texts.Count) ?? 0);

    /// <summary>Adds a text. Its decision, and those of texts that waited, may be there then.</summary>
    /// <param name="sketch">The sketch of the text.</param>
    /// <param name="side">Its side, from 0.</param>
    /// <param name="group">The group in which it may be a copy; 0 for none.</param>
    /// <param name="cancellation">Cancels the decision of a batch, after which no text may be added.</param>
    /// <exception cref="IOException">A temporary file cannot be written or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not allow creating one.</exception>
    /// <exception cref="OperationCanceledException">A decision was cancelled.</exception>
    public void Add(TextSketch sketch, int side = 0, ulong group = 0, CancellationToken cancellation = default)
    {
        if (_spilled is null)
        {
            _decided.Enqueue(Decide(sketch, side, group, default, []));
            if (!IsFull())
                return;
            Spill(cancellation);
            // Once: what was held is most of the memory of the process, and batches need some of it.
            if (most >= Most)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return;
        }

        _batch.Add(sketch, side, group);
        if (_batch.Size >= most / 4)
            Complete(cancellation);
    }

    /// <summary>Takes the next decision, in the order of <see cref="Add"/>; false if the next text waits.</summary>
    public bool TryTake(out CopyDecision decision) => _decided.TryDequeue(out decision);

    /// <summary>Decides all texts that wait.</summary>
    /// <inheritdoc cref="Add" path="/exception"/>
    public void Complete(CancellationToken cancellation = default)
    {
        if (_batch.Count == 0)
            return;

        _batch.Prepare();
        for (int band = 0; band <= bands; band++)
        {
            _batch.SortKeys(band, _keys);
            for (int side = 0; side < sides; side++)
                _spilled![side].Find(_batch, band, CollectionsMarshal.AsSpan(_keys), side, own => IsCompared(own, side), cancellation);
        }

        foreach (SpilledTexts texts in _spilled!)
            texts.Compare(_batch, cancellation);
        for (int text = 0; text < _batch.Count; text++)
        {
            (TextSketch sketch, int side, ulong group) = _batch[text];
            _decided.Enqueue(Decide(sketch, side, group, _batch.CopyOf(text), _batch.EarlierOf(text)));
        }

        _batch.Clear();
        Spill(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SpilledTexts texts in _spilled ?? [])
            texts.Dispose();
    }

    private static DuplicateIndex[] NewIndexes(double similarity, int bands, int sides) => [.. Enumerable.Range(0, sides).Select(_ => new DuplicateIndex(similarity, bands))];

    private bool IsCompared(int side, int other) => sides == 1 || side != other;

    private bool IsFull()
    {
        long size = 0;
        foreach (DuplicateIndex index in _held)
            size += index.Size;
        return size >= most;
    }

    private CopyDecision Decide(TextSketch sketch, int side, ulong group, EarlierCopy earlier, ReadOnlySpan<byte> known)
    {
        for (int other = 0; other < sides; other++)
        {
            if (!IsCompared(side, other))
                continue;

            // An exact copy comes before a near one, and an earlier text before a later one.
            if (earlier.IsExact)
                return Of(earlier.Match, earlier.Group);
            if (_held[other].FindExact(sketch) is { } same)
                return OfHeld(other, same);
            if (earlier.IsFound)
                return Of(earlier.Match, earlier.Group);
            if (_held[other].FindNear(sketch) is { } near)
                return OfHeld(other, near);
        }

        // Most texts have none.
        if (group != 0)
        {
            _groups[side].AddRange(Enumerable.Repeat(0UL, _held[side].Count - _groups[side].Count));
            _groups[side].Add(group);
        }

        _held[side].Add(sketch, known);
        return default;

        CopyDecision OfHeld(int other, CopyMatch match) => Of(match with { Text = match.Text + (_spilled?[other].Count ?? 0) }, GroupOf(other, match.Text));

        CopyDecision Of(CopyMatch match, ulong other) => new(match, group != 0 && other == group);
    }

    private ulong GroupOf(int side, int text) => text < _groups[side].Count ? _groups[side][text] : 0;

    private void Spill(CancellationToken cancellation)
    {
        string place = folder ?? Path.GetTempPath();
        _spilled ??= [.. Enumerable.Range(0, sides).Select(_ => new SpilledTexts(similarity, bands, place, (int)Math.Clamp(most / 64, 1, 1 << 22)))];
        for (int side = 0; side < sides; side++)
        {
            int of = side;
            _spilled[side].Add(_held[side], text => GroupOf(of, text), cancellation);
            _held[side] = new DuplicateIndex(similarity, bands);
            _groups[side].Clear();
        }
    }
}
