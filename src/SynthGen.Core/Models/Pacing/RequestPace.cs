namespace SynthGen.Models.Pacing;

/// <summary>
/// Decides when the next request may be sent, for all workers together. It limits the requests in flight (additive increase,
/// multiplicative decrease) and the requests a minute, and sends none while a server asks to wait. Thread-safe.
/// </summary>
public sealed class RequestPace : IDisposable
{
    // The server's window may be slightly out of step with this one and must not overflow.
    private const double ShareOfQuota = .99;
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(60);

    // A timer counts no more than 49 days. When it fires too early, the rest of the wait is set anew.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly PaceLimits _limits;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly LinkedList<Waiter> _waiting = new();
    private readonly RateSchedule _requests = new();
    private readonly RateSchedule _tokens = new();
    private readonly LearnedRate _learned = new();
    private readonly ITimer _timer;
    private double _concurrency;
    private bool _slowStart;
    private int _inFlight, _sent, _refusedInARow;
    private DateTimeOffset _pausedUntil, _lastDecrease;
    private RunEndedException? _end;

    /// <summary>Creates a pace.</summary>
    /// <param name="limits">The user's limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Numbers from 0 to below 1, for jitter.</param>
    public RequestPace(PaceLimits limits, TimeProvider time, Func<double> random)
    {
        _limits = limits;
        _time = time;
        _random = random;
        _concurrency = limits.Concurrency ?? PaceLimits.FirstConcurrent;
        _slowStart = limits.Concurrency is null;
        _requests.PerMinute = limits.RequestsPerMinute * ShareOfQuota;
        _tokens.PerMinute = limits.TokensPerMinute * ShareOfQuota;
        _timer = time.CreateTimer(_ => Admit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raised at every pause, with its duration and reason.</summary>
    public event Action<TimeSpan, string>? Paused;

    /// <summary>The longest wait that a server may ask for.</summary>
    internal TimeSpan MaxWait => _limits.MaxWait;

    /// <summary>Completes when the run has ended.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Requests in flight that are allowed now.</summary>
    public int Concurrency
    {
        get
        {
            lock (_lock)
                return (int)_concurrency;
        }
    }

    /// <summary>The number of requests a minute now allowed; null if there is no limit.</summary>
    public double? RequestsPerMinute
    {
        get
        {
            lock (_lock)
                return _requests.PerMinute;
        }
    }

    /// <summary>
    /// Waits until a request may be sent. Each wait that returns must be followed by <see cref="Succeeded(ChatReply,
    /// int)"/> or <see cref="Failed"/>.
    /// </summary>
    /// <exception cref="RunEndedException">The run ended, or the user's number of requests was sent.</exception>
    public async Task WaitAsync(int estimatedTokens, CancellationToken cancellationToken)
    {
        Waiter waiter = new(estimatedTokens);
        lock (_lock)
        {
            if (_end is not null)
                throw new RunEndedException(_end.End, _end.Message, _end);
            if (_sent + _waiting.Count >= _limits.RequestsPerRun)
                throw new RunEndedException(RunEnd.DailyQuota, $"The {_limits.RequestsPerRun} requests that -DailyRequestLimit allows were sent.");
            _waiting.AddLast(waiter);
        }

        Admit();
        try
        {
            await waiter.Admitted.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Withdraw(waiter);
            throw;
        }
    }

    /// <summary>Records an answered request.</summary>
    public void Succeeded(ChatReply reply, int estimatedTokens) =>
        Succeeded(reply.InputTokens is { } input ? input + (reply.OutputTokens ?? 0) : null, reply.Limits, estimatedTokens);

    /// <summary>Records an answered request.</summary>
    /// <param name="tokens">The tokens it took; null if the server did not report them.</param>
    /// <param name="limits">The limits that the server reported.</param>
    /// <param name="estimatedTokens">The tokens it was estimated to take.</param>
    public void Succeeded(int? tokens, ChatLimits? limits, int estimatedTokens)
    {
        TimeSpan pause;
        if (Reset(limits) is { } reset && reset > MaxWait)
            End(new RunEndedException(RunEnd.DailyQuota, "The server says that its limit is reached.") { ComeBack = reset });
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            _inFlight--;
            _refusedInARow = 0;
            if (tokens is { } taken)
                _tokens.Add(now, taken - estimatedTokens);
            Raise(now);
            pause = ApplyLimits(limits, now);
        }

        if (pause > TimeSpan.Zero)
            Paused?.Invoke(pause, "The server says that its limit is reached.");
        Admit();
    }

    /// <summary>Records a request without a reply. A refusal for too many requests slows all requests down.</summary>
    /// <param name="fault">The failure; null if the caller cancelled.</param>
    public void Failed(ChatException? fault)
    {
        TimeSpan pause = TimeSpan.Zero;
        lock (_lock)
        {
            _inFlight--;
            if (fault?.Fault == ChatErrorKind.RateLimited && !(fault.RetryAfter > MaxWait))
                pause = SlowDown(fault, _time.GetUtcNow());
        }

        if (pause > TimeSpan.Zero)
            Paused?.Invoke(pause, fault!.Message);
        Admit();
    }

    /// <summary>Stops all requests; waiting callers get the exception.</summary>
    public void End(RunEndedException end)
    {
        lock (_lock)
        {
            _end ??= end;
            _ended.TrySetResult();
            foreach (Waiter waiter in _waiting)
                waiter.Admitted.TrySetException(new RunEndedException(end.End, end.Message, end));
            _waiting.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private TimeSpan SlowDown(ChatException fault, DateTimeOffset now)
    {
        // Refusals of requests sent before the last refusal carry no new information.
        bool fresh = now >= _pausedUntil;
        if (fresh)
        {
            _refusedInARow++;
            if (fault.Status != 503 && _refusedInARow == 1)
                LearnRate(fault, now);

            // Where the rate is known the concurrency is not to blame, unless the rate does not help.
            if (_requests.PerMinute is null || fault.Status == 503 || _refusedInARow > 1)
                Narrow(now);
        }

        TimeSpan pause = fault.RetryAfter ?? Backoff();
        if (now + pause <= _pausedUntil)
            return TimeSpan.Zero;
        _pausedUntil = now + pause;
        return fresh ? pause : TimeSpan.Zero;
    }

    private void Narrow(DateTimeOffset now)
    {
        _slowStart = false;
        _concurrency = Math.Max(1, _concurrency / 2);
        _lastDecrease = now;
    }

    private void LearnRate(ChatException fault, DateTimeOffset now)
    {
        if (_limits.RequestsPerMinute is not null)
            return;
        _learned.Refused(fault, ShareOfQuota, now);
        _requests.PerMinute = _learned.PerMinute;
    }

    private void Raise(DateTimeOffset now)
    {
        double most = _limits.Concurrency ?? PaceLimits.MostConcurrent;
        if (_concurrency < most && now > _lastDecrease)
            _concurrency = Math.Min(most, _concurrency + (_slowStart ? 1 : 1 / _concurrency));

        if (_limits.RequestsPerMinute is null)
        {
            _learned.Accepted(now);
            _requests.PerMinute = _learned.PerMinute;
        }
    }

    private TimeSpan ApplyLimits(ChatLimits? limits, DateTimeOffset now)
    {
        DateTimeOffset until = _pausedUntil;

        // The reset is that of the whole window; with a learned rate there is no need to wait for it.
        if (_learned.PerMinute is null && limits is { RemainingRequests: <= 0, RequestsReset: { } requests })
            until = Later(until, now + requests);
        if (limits is { RemainingTokens: <= 0, TokensReset: { } tokens })
            until = Later(until, now + tokens);

        // Replies that repeat the same limit, give or take a moment, do not start a new pause.
        bool isNew = _pausedUntil <= now && until > now;
        _pausedUntil = until;
        return isNew ? until - now : TimeSpan.Zero;
    }

    private static TimeSpan? Reset(ChatLimits? limits)
    {
        TimeSpan? requests = limits is { RemainingRequests: <= 0 } ? limits.RequestsReset : null;
        TimeSpan? tokens = limits is { RemainingTokens: <= 0 } ? limits.TokensReset : null;
        return requests > tokens ? requests : tokens ?? requests;
    }

    private TimeSpan Backoff()
    {
        double seconds = Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, Math.Min(_refusedInARow, 10) - 2));
        return TimeSpan.FromSeconds(seconds * (.5 + _random() / 2));
    }

    private void Admit()
    {
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            while (_waiting.First is { } first && _inFlight < (int)_concurrency)
            {
                TimeSpan wait = Longest(_pausedUntil - now, _requests.Delay(now), _tokens.Delay(now));
                if (wait > TimeSpan.Zero)
                {
                    // Timers count whole milliseconds: one that fires too early would only loop.
                    _timer.Change(wait < LongestTimer ? wait + TimeSpan.FromMilliseconds(1) : LongestTimer, Timeout.InfiniteTimeSpan);
                    return;
                }

                _waiting.RemoveFirst();
                _inFlight++;
                _sent++;
                _requests.Add(now, 1);
                _tokens.Add(now, first.Value.Tokens);
                first.Value.Admitted.TrySetResult();
            }
        }
    }

    private void Withdraw(Waiter waiter)
    {
        lock (_lock)
        {
            // The request was admitted in the moment of its cancellation, so its place is returned.
            if (!_waiting.Remove(waiter) && waiter.Admitted.Task.IsCompletedSuccessfully)
                _inFlight--;
        }

        Admit();
    }

    private static TimeSpan Longest(TimeSpan one, TimeSpan two, TimeSpan three) =>
        TimeSpan.FromTicks(Math.Max(one.Ticks, Math.Max(two.Ticks, three.Ticks)));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed class Waiter(int tokens)
    {
        public int Tokens { get; } = tokens;

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
