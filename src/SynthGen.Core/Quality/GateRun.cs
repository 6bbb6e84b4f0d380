using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Quality;

/// <summary>
/// Tests rows with gates, several at a time, and returns them with their verdicts in the order in which they were added. The
/// queue is bounded: the caller must take a row when it <see cref="IsFull"/>. The first gate that a row fails ends its test:
/// later gates do not run, and its reason is counted. Not thread-safe: one thread adds and takes.
/// </summary>
public sealed class GateRun
{
    // Gates may wait for a service; the thread pool decides how many threads that takes.
    private static readonly int Capacity = Environment.ProcessorCount * 16;

    private readonly IReadOnlyList<IQualityGate> _gates;
    private readonly int _firstOrdered;
    private readonly PageCache? _pages;
    private readonly OrderedQueue<SyntheticQuery, TestedRow> _queue;
    private readonly RejectionCount _rejections = new();
    private readonly ContrastTally _passed = new();
    private long _rows;

    /// <summary>Creates a run.</summary>
    /// <param name="gates">The gates, run in the order of <see cref="QualityGate"/>.</param>
    /// <param name="index">The index with the rows' pages; null if no gate needs them.</param>
    /// <param name="cancellationToken">Cancels all work.</param>
    public GateRun(IEnumerable<IQualityGate> gates, IPageIndex? index, CancellationToken cancellationToken)
    {
        _gates = [.. gates.OrderBy(gate => gate.Gate)];
        _firstOrdered = _gates.TakeWhile(gate => !gate.IsOrdered).Count();
        _pages = index is null ? null : new PageCache(index);
        _queue = new((row, token) => Task.FromResult(Begin(row, token)), Capacity, Capacity, cancellationToken);
    }

    /// <summary>Whether a row must be taken before another one is added.</summary>
    public bool IsFull => _queue.IsFull;

    /// <summary>The number of rows added and not yet taken.</summary>
    public int Waiting => _queue.Waiting;

    /// <summary>Whether <see cref="TakeAsync"/> would return at once.</summary>
    public bool IsNextReady => _queue.IsNextReady;

    /// <summary>The counts of the rows taken so far.</summary>
    public GateSummary Summary => new(_rows, _rows - _rejections.Rows, _rejections.ToList()) { Confirmed = _passed.Confirmed, Either = _passed.Either };

    /// <summary>Adds a row; its test starts.</summary>
    public void Add(SyntheticQuery row) => _queue.Add(row);

    /// <summary>Waits for the next row with its verdict, in the order of <see cref="Add"/>.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<SyntheticQuery> TakeAsync()
    {
        TestedRow tested = await _queue.TakeAsync().ConfigureAwait(false);
        for (int i = _firstOrdered; i < _gates.Count && !tested.IsRejected; i++)
            tested.Add(_gates[i].Test(tested));

        SyntheticQuery row = tested.ToRow();
        _rows++;
        _rejections.Add(row.Verdict!);
        if (row.Verdict!.Passed)
            _passed.Add(row.Contrast);
        return row;
    }

    private TestedRow Begin(SyntheticQuery row, CancellationToken cancellationToken)
    {
        TestedRow tested = new(row, _pages?.Find(row));
        for (int i = 0; i < _firstOrdered && !tested.IsRejected; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tested.Add(_gates[i].Test(tested));
        }

        for (int i = _firstOrdered; i < _gates.Count && !tested.IsRejected; i++)
            _gates[i].Prepare(tested);
        return tested;
    }
}
