using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Quality.Judging;

/// <summary>
/// Submits the rows that passed the other gates to a judge, many at a time, and returns all rows in the order in which they
/// were added. When no more requests to the judge are possible, the remaining rows are unknown, which is not a pass. The
/// queue is bounded: the caller must take a row when it <see cref="IsFull"/>. Not thread-safe: one thread adds and takes.
/// </summary>
public sealed class JudgeRun
{
    /// <summary>The reason of rows for which no more requests to the judge were possible.</summary>
    public const string NotAsked = nameof(NotAsked);

    private const int QueuePerWorker = 4;
    private readonly RowJudge _judge;
    private readonly OrderedQueue<DatasetRow, DatasetRow> _queue;
    private readonly RejectionCount _rejections = new();
    private readonly ContrastTally _rejected = new();

    /// <summary>Creates a run.</summary>
    /// <param name="judge">The judge.</param>
    /// <param name="throttleLimit">The number of rows judged at a time, from 1.</param>
    /// <param name="cancellationToken">Cancels all work.</param>
    public JudgeRun(RowJudge judge, int throttleLimit, CancellationToken cancellationToken)
    {
        _judge = judge;
        _queue = new(JudgeAsync, throttleLimit, throttleLimit * QueuePerWorker, cancellationToken, GiveUp);
    }

    /// <summary>Whether a row must be taken before another one is added.</summary>
    public bool IsFull => _queue.IsFull;

    /// <summary>The number of rows added and not yet taken.</summary>
    public int Waiting => _queue.Waiting;

    /// <summary>Whether <see cref="TakeAsync"/> would return at once.</summary>
    public bool IsNextReady => _queue.IsNextReady;

    /// <summary>The reason why no more requests to the judge are possible; null if they are.</summary>
    public RunEndedException? End => _queue.End;

    /// <summary>The number of rows without a verdict for a reason that is not their own: the judge could not be asked, or gave no reply.</summary>
    public long Unjudged { get; private set; }

    /// <summary>The reason of the first row without a verdict; null if there is none.</summary>
    public string? Problem { get; private set; }

    /// <summary>Returns the counts of the gates and of the judge together.</summary>
    public GateSummary Summary(GateSummary before) =>
        new(before.Rows, before.Passed - _rejections.Rows, [.. before.Rejections, .. _rejections.ToList()])
        {
            Confirmed = before.Confirmed - _rejected.Confirmed,
            Either = before.Either - _rejected.Either,
            Unjudged = Unjudged,
        };

    /// <summary>
    /// Adds a row; judging starts at once or when its turn comes. A row that a gate rejected is not judged.
    /// </summary>
    public void Add(DatasetRow row) => _queue.Add(row);

    /// <summary>Waits for the next row with its verdict, in the order of <see cref="Add"/>.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<DatasetRow> TakeAsync()
    {
        DatasetRow row = await _queue.TakeAsync().ConfigureAwait(false);
        if (row.Verdict!.Gates is [.., { Gate: { } last }] && last.StartsWith(nameof(QualityGate.Judge), StringComparison.Ordinal))
        {
            _rejections.Add(row.Verdict);
            if (!row.Verdict.Passed)
                _rejected.Add((row as SyntheticQuery)?.Contrast);
        }

        if (Missing(row.Verdict) is { } missing)
        {
            Unjudged++;
            Problem ??= missing.Detail;
        }

        return row;
    }

    // A row that fails a criterion does not pass, whatever the other answer would have been.
    private static GateResult? Missing(Verdict verdict) => verdict.Gates.Any(gate => gate.Status == GateStatus.Failed)
        ? null
        : verdict.Gates.FirstOrDefault(gate => gate is { Status: GateStatus.Unknown, Reason: NotAsked or RowJudge.NoReply });

    private static bool IsRejected(DatasetRow row) => row.Verdict is { Passed: false };

    private async Task<DatasetRow> JudgeAsync(DatasetRow row, CancellationToken cancellationToken)
    {
        if (IsRejected(row))
            return row;
        try
        {
            return With(row, await _judge.JudgeAsync(row, cancellationToken).ConfigureAwait(false));
        }
        catch (CallPendingException pending)
        {
            return Unasked(row, pending.Message);
        }
    }

    private static DatasetRow GiveUp(DatasetRow row) => IsRejected(row) ? row : Unasked(row, "The judge could be asked no more.");

    private static DatasetRow Unasked(DatasetRow row, string reason) => With(row, [.. JudgeResults.Unknown(JudgeQuestion.CriteriaOf(row), NotAsked, reason)]);

    private static DatasetRow With(DatasetRow row, IReadOnlyList<GateResult> results)
    {
        Verdict before = row.Verdict ?? new Verdict([]);
        return row with { Id = row.Id, Verdict = before with { Gates = [.. before.Gates, .. results] } };
    }
}
