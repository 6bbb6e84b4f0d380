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

    private readonly GateCourse<TestedRow> _rowGates;
    private readonly GateCourse<TestedConversation> _conversationGates;
    private readonly PageCache? _pages;
    private readonly OrderedQueue<DatasetRow, TestedItem> _queue;
    private readonly RejectionCount _rejections = new();
    private readonly ContrastTally _passed = new();
    private long _rows;

    /// <summary>Creates a run.</summary>
    /// <param name="gates">The gates of queries, run in the order of <see cref="QualityGate"/>.</param>
    /// <param name="index">The index with the rows' pages; null if no gate needs them.</param>
    /// <param name="cancellationToken">Cancels all work.</param>
    /// <param name="conversationGates">The gates of conversations; null for none.</param>
    public GateRun(IEnumerable<IQualityGate> gates, IPageIndex? index, CancellationToken cancellationToken, IEnumerable<IConversationGate>? conversationGates = null)
    {
        _rowGates = new(gates);
        _conversationGates = new(conversationGates ?? []);
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
    public void Add(DatasetRow row) => _queue.Add(row);

    /// <summary>Waits for the next row with its verdict, in the order of <see cref="Add"/>.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<DatasetRow> TakeAsync()
    {
        TestedItem tested = await _queue.TakeAsync().ConfigureAwait(false);
        if (tested is TestedRow query)
            _rowGates.End(query);
        else if (tested is TestedConversation conversation)
            _conversationGates.End(conversation);

        DatasetRow row = tested.ToRow();
        _rows++;
        _rejections.Add(row.Verdict!);
        if (row.Verdict!.Passed)
            _passed.Add((row as SyntheticQuery)?.Contrast);
        return row;
    }

    private TestedItem Begin(DatasetRow row, CancellationToken cancellationToken) => row is ToolConversation conversation
        ? _conversationGates.Begin(new TestedConversation(conversation, _pages), cancellationToken)
        : _rowGates.Begin(Tested((SyntheticQuery)row), cancellationToken);

    private TestedRow Tested(SyntheticQuery row) => new(row, _pages?.Find(row.GetPageKey()));
}
