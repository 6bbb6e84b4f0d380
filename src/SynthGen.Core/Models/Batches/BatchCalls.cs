namespace SynthGen.Models.Batches;

/// <summary>A call that waits to be put into a job.</summary>
/// <param name="Key">The call's key.</param>
/// <param name="Model">The model.</param>
/// <param name="Body">The request.</param>
internal sealed record ParkedCall(UInt128 Key, string Model, ReadOnlyMemory<byte> Body)
{
    /// <summary>The bytes that the request takes in a job, at most.</summary>
    public int Length => Body.Length + BatchRequest.Envelope;
}

/// <summary>The calls of a run that wait: for a job to be put into, or for the answer of one. Thread-safe.</summary>
/// <param name="journal">Knows the replies, and the jobs under way.</param>
/// <param name="waits">Whether calls wait for jobs under way; else they are pending.</param>
/// <param name="time">The clock.</param>
internal sealed class BatchCalls(BatchJournal journal, bool waits, TimeProvider time)
{
    /// <summary>The answer of a call that is to be made again: its job was not begun.</summary>
    public static readonly BatchAnswer Again = BatchAnswer.NotRun("Again.");

    private static readonly string UnderWay = "The answer is in a job that is under way.";

    private readonly Lock _lock = new();
    private readonly List<ParkedCall> _parked = [];
    private readonly Dictionary<UInt128, TaskCompletionSource<BatchAnswer>> _waiting = [];
    private readonly Dictionary<UInt128, BatchAnswer> _failed = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _lastArrival;
    private long _bytes;
    private Exception? _end;
    private string? _refusal;

    /// <summary>Waits for the answer to a call, from wherever it comes; parks the call if it is in no job.</summary>
    public Task<BatchAnswer> JoinAsync(UInt128 key, string model, ReadOnlyMemory<byte> body)
    {
        if (journal.Find(key) is { } known)
            return Task.FromResult(known);
        lock (_lock)
        {
            if (_end is not null)
                return Task.FromException<BatchAnswer>(_end);
            if (journal.HasReply(key))
                return Task.FromResult(journal.Find(key) ?? Again);
            if (_failed.Remove(key, out BatchAnswer? failed))
                return Task.FromResult(failed);
            if (_waiting.TryGetValue(key, out TaskCompletionSource<BatchAnswer>? other))
                return other.Task;
            bool isOpen = journal.IsOpen(key);
            if ((isOpen && !waits) || (!isOpen && _refusal is not null))
                return Task.FromException<BatchAnswer>(new CallPendingException(isOpen ? UnderWay : _refusal!));

            TaskCompletionSource<BatchAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting[key] = answer;
            if (!isOpen)
            {
                ParkedCall call = new(key, model, body);
                _parked.Add(call);
                _bytes += call.Length;
                _lastArrival = time.GetUtcNow();
                Signal();
            }

            return answer.Task;
        }
    }

    /// <summary>Takes the calls for the next job, all of one model; null if it is better to wait for more.</summary>
    /// <param name="limits">The limits of a job.</param>
    /// <param name="linger">How long after the last call a job that is not full is sent.</param>
    public IReadOnlyList<ParkedCall>? TakeDue(BatchLimits limits, TimeSpan linger)
    {
        lock (_lock)
        {
            bool isFull = _parked.Count >= Math.Min(limits.Requests, BatchOptions.Width) || _bytes >= limits.Bytes;
            if (_parked.Count == 0 || (!isFull && time.GetUtcNow() - _lastArrival < linger))
                return null;

            string model = _parked[0].Model;
            List<ParkedCall> due = [];
            long bytes = 0;
            foreach (ParkedCall call in _parked.Where(call => call.Model == model))
            {
                if (due.Count == limits.Requests || (due.Count > 0 && bytes + call.Length > limits.Bytes))
                    break;
                due.Add(call);
                bytes += call.Length;
            }

            HashSet<ParkedCall> taken = new(due, ReferenceEqualityComparer.Instance);
            _parked.RemoveAll(taken.Contains);
            _bytes -= bytes;
            return due;
        }
    }

    /// <summary>The time until a job that is not full is sent; null if no call is parked.</summary>
    public TimeSpan? UntilDue(TimeSpan linger)
    {
        lock (_lock)
        {
            TimeSpan left = _lastArrival + linger - time.GetUtcNow();
            return _parked.Count == 0 ? null : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Waits for a change, or for a time.</summary>
    public async Task WaitAsync(TimeSpan? limit, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_lock)
            changed = _changed.Task;
        try
        {
            await changed.WaitAsync(limit ?? Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
        }

        lock (_lock)
        {
            if (_changed.Task.IsCompleted)
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Wakes <see cref="WaitAsync"/>.</summary>
    public void Wake()
    {
        lock (_lock)
            Signal();
    }

    /// <summary>Puts calls that could not be submitted back.</summary>
    public void Return(IReadOnlyList<ParkedCall> calls)
    {
        lock (_lock)
        {
            _parked.InsertRange(0, calls);
            _bytes += calls.Sum(call => (long)call.Length);
            Signal();
        }
    }

    /// <summary>Gives the reply that a call waits for.</summary>
    public void Answer(UInt128 key, BatchAnswer answer)
    {
        lock (_lock)
            Complete(key)?.TrySetResult(answer);
    }

    /// <summary>Ends calls without an answer in one step with a change of the journal, so that none is made in between.</summary>
    /// <param name="change">The change.</param>
    /// <param name="answers">The answers; null for calls that stay pending.</param>
    /// <param name="pending">Why calls stay pending.</param>
    public void Settle(Action change, IReadOnlyList<(UInt128 Key, BatchAnswer? Answer)> answers, string pending)
    {
        lock (_lock)
        {
            change();
            foreach ((UInt128 key, BatchAnswer? answer) in answers)
            {
                TaskCompletionSource<BatchAnswer>? waiting = Complete(key);
                if (answer is null)
                    waiting?.TrySetException(new CallPendingException(pending));
                else if (waiting is not null)
                    waiting.TrySetResult(answer);
                else if (answer != Again)
                    _failed[key] = answer;
            }
        }
    }

    /// <summary>Lets the calls of a new job go: their answers come in a later run.</summary>
    public void LetGo(IReadOnlyList<ParkedCall> calls) => Settle(() => { }, [.. calls.Select(call => (call.Key, (BatchAnswer?)null))], UnderWay);

    /// <summary>Lets all calls go that are in no job, now and later.</summary>
    public void Refuse(string reason)
    {
        lock (_lock)
        {
            _refusal = reason;
            foreach (ParkedCall call in _parked)
                Complete(call.Key)?.TrySetException(new CallPendingException(reason));
            _parked.Clear();
            _bytes = 0;
        }
    }

    /// <summary>Ends all calls, now and later.</summary>
    public void End(Exception end)
    {
        lock (_lock)
        {
            _end ??= end;
            foreach (TaskCompletionSource<BatchAnswer> waiting in _waiting.Values)
                waiting.TrySetException(_end);
            _waiting.Clear();
            _parked.Clear();
        }
    }

    private TaskCompletionSource<BatchAnswer>? Complete(UInt128 key) => _waiting.Remove(key, out TaskCompletionSource<BatchAnswer>? waiting) ? waiting : null;

    private void Signal() => _changed.TrySetResult();
}
