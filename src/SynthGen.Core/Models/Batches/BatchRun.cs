using System.Security.Cryptography;
using System.Text;

namespace SynthGen.Models.Batches;

/// <summary>The work on jobs, one thing after the other: finds those of earlier runs, creates new ones, asks for their state, and takes their answers.</summary>
internal sealed class BatchRun(IBatchService service, BatchJournal journal, BatchCalls calls, BatchOptions options, TimeProvider time)
{
    // While pages still come, a job that is not full waits for them; after the last one only for those under way.
    private static readonly TimeSpan OpenLinger = TimeSpan.FromSeconds(30), ClosedLinger = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPoll = TimeSpan.FromSeconds(1), LongestPoll = TimeSpan.FromMinutes(2);

    // A creation that was cut off may still be on its way into the service's list.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BatchQuota _quota = new(options, time);
    private readonly BatchRetry _retry = new(options.RetryLimit, time);
    private readonly BatchTaker _taker = new(service, journal, calls, options);
    private volatile bool _isClosed;
    private TimeSpan _pollPause = FirstPoll;
    private DateTimeOffset _nextPoll;
    private int _submitted, _submittedRequests, _failedPolls;

    /// <summary>Completes when the jobs of earlier runs are known.</summary>
    public Task Ready => _ready.Task;

    /// <summary>The jobs and requests so far.</summary>
    public BatchTally Tally
    {
        get
        {
            JournaledBatch[] open = [.. Open];
            return new(_submitted, _submittedRequests, _taker.Taken, _taker.Replies, open.Length, open.Sum(job => job.Requests));
        }
    }

    private IEnumerable<JournaledBatch> Open => journal.Jobs.Where(job => job.End is null && job.Service == options.Service);

    private TimeSpan Linger => _isClosed ? ClosedLinger : OpenLinger;

    private BatchLimits Limits => new(Math.Min(options.Size ?? int.MaxValue, Math.Min(service.Limits.Requests, _quota.Requests)), service.Limits.Bytes);

    /// <summary>Declares that no more work comes but what is under way.</summary>
    public void Close()
    {
        _isClosed = true;
        calls.Wake();
    }

    /// <summary>Works until it is cancelled, or no further request can be sent.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RecoverAsync(cancellationToken).ConfigureAwait(false);
            await PollAsync(cancellationToken).ConfigureAwait(false);
            _ready.TrySetResult();
            while (true)
                await StepAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            calls.End(cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken) : error is ChatException fault ? Ended(fault) : error);
            _ready.TrySetResult();
        }
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan quota = _quota.NotBefore - now;
        if (quota <= TimeSpan.Zero && calls.TakeDue(Limits, Linger) is { } due)
        {
            await SubmitAsync(due, cancellationToken).ConfigureAwait(false);
            return;
        }

        bool polls = options.Waits && Open.Any();
        if (polls && now >= _nextPoll)
        {
            await PollAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        TimeSpan? wait = calls.UntilDue(Linger) is { } untilDue ? (quota > untilDue ? quota : untilDue) : null;
        if (polls && (wait is null || _nextPoll - now < wait))
            wait = _nextPoll - now;

        // Timers count whole milliseconds: one that fires too early would only loop.
        await calls.WaitAsync(wait + TimeSpan.FromMilliseconds(1), cancellationToken).ConfigureAwait(false);
    }

    // A run that was killed may have created a job without knowing it: its name says so.
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        JournaledBatch[] lost = [.. Open.Where(job => job.Id is null)];
        if (lost.Length == 0)
            return;

        TimeSpan wait = lost.Max(job => job.Time) + Settling - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait < Settling ? wait : Settling, time, cancellationToken).ConfigureAwait(false);
        Dictionary<string, string> found = await _retry.RunAsync(() => FindAsync([.. lost.Select(job => job.Name)], cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (JournaledBatch job in lost)
        {
            if (found.TryGetValue(job.Name, out string? id))
            {
                journal.Create(job, id);
                options.Log?.Invoke($"Job {job.Name} was created by a run that did not live to see it; it is {id}.");
            }
            else
            {
                journal.End(job, GenerationBatchStatus.Unknown, "It was never created.");
            }
        }
    }

    private async Task<Dictionary<string, string>> FindAsync(HashSet<string> names, CancellationToken cancellationToken)
    {
        Dictionary<string, string> found = [];
        await foreach (GenerationBatch batch in service.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (batch.Id is { } id && names.Contains(batch.Name) && found.TryAdd(batch.Name, id) && found.Count == names.Count)
                break;
        }

        return found;
    }

    private async Task SubmitAsync(IReadOnlyList<ParkedCall> due, CancellationToken cancellationToken)
    {
        bool isAlone = !Open.Any();
        JournaledBatch job = new(NameOf(due), options.Service, due[0].Model, time.GetUtcNow(), due.Count) { Keys = [.. due.Select(call => call.Key)] };
        journal.Intend(job);
        try
        {
            journal.Create(job, await CreateAsync(job, due, cancellationToken).ConfigureAwait(false));
        }
        catch (ChatException refusal) when (refusal.Fault is not ChatErrorKind.Transient)
        {
            journal.End(job, GenerationBatchStatus.Refused, refusal.Message);
            Refused(due, refusal, isAlone);
            return;
        }

        _quota.Accepted();
        _submitted++;
        _submittedRequests += due.Count;
        options.Log?.Invoke($"Job {job.Name} with {due.Count} requests was created as {job.Id}.");
        _pollPause = FirstPoll;
        _nextPoll = time.GetUtcNow() + _pollPause;
        if (!options.Waits)
            calls.LetGo(due);
    }

    // After a transient error the job may be there all the same: its name is looked for before it is created again, by the next
    // run if this one gives up.
    private async Task<string> CreateAsync(JournaledBatch job, IReadOnlyList<ParkedCall> due, CancellationToken cancellationToken)
    {
        BatchRequest[] requests = [.. due.Select(call => new BatchRequest(BatchJournalLine.KeyText(call.Key), call.Body))];
        bool isUncertain = false;
        return await _retry.RunAsync(
            async () =>
            {
                if (isUncertain && (await FindAsync([job.Name], cancellationToken).ConfigureAwait(false)).TryGetValue(job.Name, out string? found))
                    return found;
                isUncertain = true;
                GenerationBatch created = await service.CreateAsync(job.Name, job.Model, requests, cancellationToken).ConfigureAwait(false);
                return created.Id ?? throw new ChatException(ChatErrorKind.Transient, "The service gave the job no id.");
            },
            cancellationToken).ConfigureAwait(false);
    }

    private void Refused(IReadOnlyList<ParkedCall> due, ChatException refusal, bool isAlone)
    {
        options.Log?.Invoke($"A job with {due.Count} requests was refused: {refusal.Message}");
        if (refusal.Fault == ChatErrorKind.Page && due.Count == 1)
        {
            calls.Settle(() => { }, [(due[0].Key, BatchAnswer.NotRun(refusal.Message))], "");
            return;
        }

        if (refusal.Fault is not (ChatErrorKind.RateLimited or ChatErrorKind.Page))
            throw refusal;
        bool isTooLarge = refusal.Fault == ChatErrorKind.Page || isAlone;
        if (_quota.Refused(refusal, isTooLarge ? due.Count : null))
        {
            calls.Return(due);
            return;
        }

        if (options.Waits)
            throw new RunEndedException(RunEnd.DailyQuota, refusal.Message, refusal) { ComeBack = refusal.RetryAfter };
        calls.Return(due);
        calls.Refuse($"The service takes no more jobs for now: {refusal.Message}");
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        bool isOver = false;
        JournaledBatch[] open = [.. Open.Where(job => job.Id is not null)];
        try
        {
            foreach (JournaledBatch job in open)
            {
                GenerationBatch state = await GetAsync(job, cancellationToken).ConfigureAwait(false);
                if (!state.IsOver)
                    continue;
                int requests = job.Keys.Count;
                if (!await _taker.TakeAsync(job, state, cancellationToken).ConfigureAwait(false))
                    continue;
                isOver = true;
                options.Log?.Invoke($"Job {job.Name} is over: {job.End}{(job.Reason is null ? "" : $" ({job.Reason})")}.");
                if (state.Status == GenerationBatchStatus.Refused && !_quota.Refused(null, open.Length == 1 ? requests : null))
                    throw new RunEndedException(RunEnd.DailyQuota, state.Reason ?? "The service begins no more jobs for now.");
            }

            _failedPolls = 0;
        }
        catch (ChatException fault) when (fault.Fault is ChatErrorKind.Transient or ChatErrorKind.RateLimited && !(fault.RetryAfter > options.MaxWait))
        {
            if (++_failedPolls > options.RetryLimit)
                throw new RunEndedException(RunEnd.Unavailable, $"The service does not answer: {fault.Message}", fault);
            _pollPause = Later(fault.RetryAfter, _pollPause);
        }

        _pollPause = isOver ? FirstPoll : _pollPause * 1.5 < LongestPoll ? _pollPause * 1.5 : Later(null, LongestPoll);
        _nextPoll = time.GetUtcNow() + _pollPause;
    }

    private async Task<GenerationBatch> GetAsync(JournaledBatch job, CancellationToken cancellationToken)
    {
        try
        {
            return await service.GetAsync(job.Id!, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException fault) when (fault.Status is 404 or 410)
        {
            return new GenerationBatch(job.Name, job.Id, GenerationBatchStatus.Unknown) { Reason = "The service does not know the job any more." };
        }
    }

    private static TimeSpan Later(TimeSpan? one, TimeSpan other) => one > other ? one.Value : other;

    private static RunEndedException Ended(ChatException fault) =>
        new(fault.Fault is ChatErrorKind.DailyQuota or ChatErrorKind.RateLimited ? RunEnd.DailyQuota : RunEnd.Fatal, fault.Message, fault)
        {
            ComeBack = fault.Fault is ChatErrorKind.DailyQuota or ChatErrorKind.RateLimited ? fault.RetryAfter : null,
        };

    private string NameOf(IReadOnlyList<ParkedCall> due) => "synthgen-" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{_id} {_submitted} {time.GetUtcNow():O} {string.Join(' ', due.Select(call => BatchJournalLine.KeyText(call.Key)))}")).AsSpan(0, 12));
}
