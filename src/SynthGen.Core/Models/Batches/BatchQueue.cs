namespace SynthGen.Models.Batches;

/// <summary>
/// Sends calls in jobs of a service's Batch API. A call waits until its job is over, in this run or an earlier one. Calls are
/// put into a job when it is full, or when no more come. Thread-safe.
/// </summary>
public sealed class BatchQueue : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping;
    private readonly IBatchService _service;
    private readonly BatchJournal _journal;
    private readonly string _name;
    private readonly BatchCalls _calls;
    private readonly BatchRun _run;
    private readonly Lock _lock = new();
    private Task? _running;

    /// <summary>Creates a queue; nothing is sent yet.</summary>
    /// <param name="service">The service; disposed of with this.</param>
    /// <param name="journal">Remembers jobs and replies; disposed of with this.</param>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels all work.</param>
    public BatchQueue(IBatchService service, BatchJournal journal, BatchOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        (_service, _journal, _name) = (service, journal, options.Service);
        _calls = new BatchCalls(journal, options.Waits, time);
        _run = new BatchRun(service, journal, _calls, options, time);
    }

    /// <summary>The jobs and requests so far.</summary>
    public BatchTally Tally => _run.Tally;

    /// <summary>Sends a request in a job.</summary>
    /// <param name="model">The model.</param>
    /// <param name="body">The request as JSON.</param>
    /// <param name="cancellationToken">Cancels the wait; the job goes on at the service.</param>
    /// <returns>The answer: a reply, a refusal, or that the request was not run.</returns>
    /// <exception cref="CallPendingException">The answer comes in a later run.</exception>
    /// <exception cref="RunEndedException">No further request can be sent.</exception>
    public async Task<BatchAnswer> SendAsync(string model, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        BatchScope? scope = BatchScope.Current;
        using BatchScope? own = scope is null ? BatchScope.Begin() : null;
        scope ??= own!;
        (UInt128 hash, UInt128 key) = scope.KeyOf(_name, model, body.Span);
        await StartAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            BatchAnswer answer = await _calls.JoinAsync(key, model, body).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (ReferenceEquals(answer, BatchCalls.Again))
                continue;
            if (answer.IsReply)
                scope.Use(_journal, hash, key);
            return answer;
        }
    }

    /// <summary>Declares that no more work comes but what is under way, so that jobs that are not full need not wait for long.</summary>
    public void Close() => _run.Close();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        Task? running;
        lock (_lock)
            running = _running ??= Task.CompletedTask;

        // What is under way ends as soon as it sees the token, on a busy machine not at once: the journal's lock is to be free
        // for the next command.
        if (running.Wait(Patience))
            Free();
        else
            running.ContinueWith(_ => Free(), TaskScheduler.Default);
    }

    /// <summary>Begins to work.</summary>
    /// <returns>Completes when the jobs of earlier runs are known; a call that is sent then is parked at once.</returns>
    internal Task StartAsync()
    {
        lock (_lock)
            _running ??= Task.Run(() => _run.RunAsync(_stopping.Token));
        return _run.Ready;
    }

    private void Free()
    {
        _service.Dispose();
        _journal.Dispose();
        _stopping.Dispose();
    }
}
