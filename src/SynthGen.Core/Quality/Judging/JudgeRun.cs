using SynthGen.Models;

namespace SynthGen.Quality.Judging;

/// <summary>
/// Takes rows that passed the other gates to a judge, many at a time, and gives all rows back in the order in which they
/// came. When the judge can be asked no more, the rows that are left are unknown, which is no pass. The queue is bounded:
/// whoever adds must take when it <see cref="IsFull"/>. Not thread-safe: one thread adds and takes.
/// </summary>
public sealed class JudgeRun
{
    /// <summary>The judge could be asked no more.</summary>
    public const string NotAsked = nameof(NotAsked);

    private const int QueuePerWorker = 4;
    private readonly RowJudge _judge;
    private readonly OrderedQueue<SyntheticQuery, SyntheticQuery> _queue;
    private readonly RejectionCount _rejections = new();

    /// <summary>Creates a run.</summary>
    /// <param name="judge">The judge.</param>
    /// <param name="throttleLimit">How many rows are judged at a time, from 1.</param>
    /// <param name="cancellationToken">Ends all work.</param>
    public JudgeRun(RowJudge judge, int throttleLimit, CancellationToken cancellationToken)
    {
        _judge = judge;
        _queue = new(JudgeAsync, throttleLimit, throttleLimit * QueuePerWorker, cancellationToken, Unjudged);
    }

    /// <summary>Whether a row must be taken before another one is added.</summary>
    public bool IsFull => _queue.IsFull;

    /// <summary>Rows that were added and not taken yet.</summary>
    public int Waiting => _queue.Waiting;

    /// <summary>Whether <see cref="TakeAsync"/> would return at once.</summary>
    public bool IsNextReady => _queue.IsNextReady;

    /// <summary>Why the judge can be asked no more; null if it can.</summary>
    public RunEndedException? End => _queue.End;

    /// <summary>Rows that were not judged because the judge could be asked no more.</summary>
    public long Unasked { get; private set; }

    /// <summary>The counts of the gates before and of the judge together.</summary>
    public GateSummary Summary(GateSummary before) =>
        new(before.Rows, before.Passed - _rejections.Rows, [.. before.Rejections, .. _rejections.ToList()]);

    /// <summary>Starts on a row, or has it wait for its turn. One that was rejected already is not judged.</summary>
    public void Add(SyntheticQuery row) => _queue.Add(row);

    /// <summary>Waits for the next row with its verdict, in the order of <see cref="Add"/>.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<SyntheticQuery> TakeAsync()
    {
        SyntheticQuery row = await _queue.TakeAsync().ConfigureAwait(false);
        if (row.Verdict!.Gates is [.., { Gate: { } last }] && last.StartsWith(nameof(QualityGate.Judge), StringComparison.Ordinal))
            _rejections.Add(row.Verdict);
        if (row.Verdict.Rejection?.Reason == NotAsked)
            Unasked++;
        return row;
    }

    private static bool IsRejected(SyntheticQuery row) => row.Verdict is { Passed: false };

    private async Task<SyntheticQuery> JudgeAsync(SyntheticQuery row, CancellationToken cancellationToken) =>
        IsRejected(row) ? row : With(row, await _judge.JudgeAsync(row, cancellationToken).ConfigureAwait(false));

    private static SyntheticQuery Unjudged(SyntheticQuery row) =>
        IsRejected(row) ? row : With(row, [.. JudgeResults.Unknown(Enum.GetValues<JudgeCriterion>(), NotAsked, "The judge could be asked no more.")]);

    private static SyntheticQuery With(SyntheticQuery row, IReadOnlyList<GateResult> results)
    {
        Verdict before = row.Verdict ?? new Verdict([]);
        return row with { Id = row.Id, Verdict = before with { Gates = [.. before.Gates, .. results] } };
    }
}
