using System.Runtime.ExceptionServices;
using SynthGen.Rows;

namespace SynthGen.Datasets.Review;

/// <summary>
/// A reviewer at work on a dataset: rows with their decisions, filters, edits, undo. Rows with the same id share their decision.
/// Thread-safe.
/// </summary>
public sealed class ReviewSession
{
    private const int MostResults = 8;
    private const int Chunk = 2048;

    private readonly Lock _lock = new();
    private readonly RowCatalog _rows;
    private readonly ReviewFile _file;
    private readonly ReviewStatus[] _status;
    private readonly Dictionary<string, int[]> _results = new(StringComparer.Ordinal);
    private readonly Stack<(int Row, ReviewDecision? Before)> _done = new();
    private int _version;

    /// <summary>Begins a session.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="file">The review file.</param>
    /// <param name="reviewer">The reviewer's name.</param>
    /// <param name="check">The check of edited rows.</param>
    /// <param name="inspector">The look at pages and calls.</param>
    public ReviewSession(RowCatalog rows, ReviewFile file, string reviewer, RowCheck check, RowInspector inspector)
    {
        (_rows, _file, Reviewer, Check, Inspector) = (rows, file, reviewer, check, inspector);
        _status = new ReviewStatus[rows.Count];
        Dictionary<ulong, ReviewStatus> decided = [];
        foreach (string id in file.Book.Ids)
            decided[RowCatalog.HashOf(id)] = file.Book.Find(id)?.Decision ?? ReviewStatus.Undecided;
        HashSet<ulong> seen = [];
        for (int row = 0; row < rows.Count && decided.Count > 0; row++)
        {
            if (decided.TryGetValue(rows.IdOf(row), out _status[row]))
                seen.Add(rows.IdOf(row));
        }

        Strays = decided.Count - seen.Count;
    }

    /// <summary>The number of ids in the review file that the dataset does not have.</summary>
    public int Strays { get; }

    /// <summary>The number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>The dataset's path.</summary>
    public string Path => _rows.Path;

    /// <summary>The reviewer's name.</summary>
    public string Reviewer { get; }

    /// <summary>The check of edited rows.</summary>
    public RowCheck Check { get; }

    /// <summary>The look at pages and calls.</summary>
    public RowInspector Inspector { get; }

    /// <summary>The facets of the rows, that of the decisions apart.</summary>
    public IReadOnlyList<RowFacet> Facets => _rows.Facets;

    /// <summary>The number of rows by decision.</summary>
    public IReadOnlyList<FacetCount> Decisions =>
        [.. Enum.GetValues<ReviewStatus>().Select(status => new FacetCount(status.ToString(), _status.AsSpan().Count(status)))];

    /// <summary>Returns the decision about a row.</summary>
    public ReviewStatus StatusOf(int row) => _status[row];

    /// <summary>Reads a row with the decision about it.</summary>
    /// <exception cref="DatasetChangedException">The dataset was changed meanwhile.</exception>
    public ReviewedRow Read(int row)
    {
        DatasetRow original = _rows.Read(row);
        lock (_lock)
            return new ReviewedRow(row, original, _file.Book.Find(original.Id)) { Note = _file.Book.FindNote(original.Id) };
    }

    /// <summary>Returns the decisions about the rows of the dataset that count, in the order of the rows.</summary>
    public IReadOnlyList<ReviewDecision> All()
    {
        lock (_lock)
        {
            // Without a look at the dataset, which may have changed by now.
            Dictionary<ulong, string> ids = [];
            foreach (string id in _file.Book.Ids)
                ids[RowCatalog.HashOf(id)] = id;
            return [.. Enumerable.Range(0, Count).Select(_rows.IdOf).Where(ids.ContainsKey).Distinct().Select(id => _file.Book.Find(ids[id])).OfType<ReviewDecision>()];
        }
    }

    /// <summary>Returns the places of the rows that a filter asks for, in their order.</summary>
    /// <exception cref="DatasetChangedException">The dataset was changed meanwhile.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IReadOnlyList<int> Find(RowFilter filter, CancellationToken cancellation)
    {
        _rows.CheckUnchanged();
        string key = filter.Key;
        lock (_lock)
        {
            if (_results.TryGetValue(key, out int[]? known))
                return known;
        }

        int version = Volatile.Read(ref _version);
        int[] found = Search(filter, cancellation);
        lock (_lock)
        {
            // What was decided meanwhile may be missing from it.
            if (version == _version)
            {
                if (_results.Count >= MostResults)
                    _results.Clear();
                _results[key] = found;
            }
        }

        return found;
    }

    /// <summary>Writes a decision; it is on the disk when this returns.</summary>
    /// <param name="row">The row's place.</param>
    /// <param name="status">The decision.</param>
    /// <param name="edited">The row that replaces it; only for an edited one.</param>
    /// <param name="note">The reviewer's note; null to keep the one that is there, empty to remove it.</param>
    /// <returns>The decision that counts now.</returns>
    /// <exception cref="DatasetChangedException">The dataset was changed meanwhile.</exception>
    /// <exception cref="ReviewNotWrittenException">The decision is not on the disk.</exception>
    public ReviewStatus Decide(int row, ReviewStatus status, DatasetRow? edited, string? note)
    {
        string id = _rows.Read(row).Id;
        lock (_lock)
        {
            ReviewDecision? before = _file.Book.Find(id, Reviewer);
            ReviewStatus now = Write(row, new ReviewDecision(id, status, Reviewer, default) { Row = edited, Note = note is null ? before?.Note : note.Length == 0 ? null : note });
            _done.Push((row, before));
            return now;
        }
    }

    /// <summary>Takes the last decision of this session back, by writing the one before it again.</summary>
    /// <returns>The row's place and the decision that counts now; null if there is nothing to take back.</returns>
    /// <exception cref="DatasetChangedException">The dataset was changed meanwhile.</exception>
    /// <exception cref="ReviewNotWrittenException">It is not on the disk.</exception>
    public (int Row, ReviewStatus Status)? Undo()
    {
        lock (_lock)
        {
            if (!_done.TryPeek(out (int Row, ReviewDecision? Before) last))
                return null;
            string id = _rows.Read(last.Row).Id;
            ReviewStatus now = Write(last.Row, last.Before ?? new ReviewDecision(id, ReviewStatus.Undecided, Reviewer, default));
            _done.Pop();
            return (last.Row, now);
        }
    }

    private ReviewDecision? Find(DatasetRow original)
    {
        lock (_lock)
            return _file.Book.Find(original.Id);
    }

    private ReviewStatus Write(int row, ReviewDecision decision)
    {
        _file.Append(decision);
        ReviewStatus now = _file.Book.Find(decision.Id)?.Decision ?? ReviewStatus.Undecided;
        foreach (int same in _rows.Find(_rows.IdOf(row)))
            _status[same] = now;
        _results.Clear();
        _version++;
        return now;
    }

    private int[] Search(RowFilter filter, CancellationToken cancellation)
    {
        List<Func<int, bool>> tests = [];
        foreach ((string name, IReadOnlyList<string> values) in filter.Values)
        {
            if (name == RowFilter.Decision)
            {
                HashSet<ReviewStatus> wanted = [.. Enum.GetValues<ReviewStatus>().Where(status => values.Contains(status.ToString()))];
                tests.Add(row => wanted.Contains(_status[row]));
            }
            else if (Facets.FirstOrDefault(facet => facet.Name == name) is { } facet)
            {
                tests.Add(facet.Test(new HashSet<string>(values, StringComparer.Ordinal)));
            }
        }

        string[] words = filter.Words;
        int[] rows = [.. Enumerable.Range(0, Count).Where(row => tests.TrueForAll(test => test(row)))];
        if (words.Length == 0)
            return rows;
        try
        {
            return [.. rows.Chunk(Chunk).AsParallel().AsOrdered().WithCancellation(cancellation).SelectMany(part => WithWords(part, words, cancellation))];
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.Flatten().InnerExceptions[0]);
            throw;
        }
    }

    private List<int> WithWords(int[] rows, string[] words, CancellationToken cancellation)
    {
        CanonicalReader reader = new();
        List<int> found = [];
        foreach (int row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            DatasetRow original = _rows.ReadUnchecked(row, reader);
            DatasetRow shown = _status[row] == ReviewStatus.Edited ? Find(original)?.Row ?? original : original;
            if (RowText.Has(shown, words))
                found.Add(row);
        }

        return found;
    }
}
