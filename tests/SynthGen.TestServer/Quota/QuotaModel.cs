namespace SynthGen.TestServer.Quota;

/// <summary>A server's quota. Safe to use from many threads. The clock is injected, so that a minute need not take a minute.</summary>
public sealed class QuotaModel
{
    private readonly Lock _gate = new();
    private readonly QuotaOptions _options;
    private readonly TimeProvider _time;
    private readonly TimeZoneInfo _pacific;
    private Meter? _requests;
    private Meter? _tokens;
    private long _start;
    private DateTime _day;
    private int _dayCount;

    /// <summary>Creates an unused quota.</summary>
    public QuotaModel(QuotaOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _pacific = TimeZoneInfo.TryFindSystemTimeZoneById("America/Los_Angeles", out TimeZoneInfo? zone)
            ? zone
            : TimeZoneInfo.CreateCustomTimeZone("Pacific", TimeSpan.FromHours(-8), null, null);
        Reset();
    }

    /// <summary>When the day turns, from now.</summary>
    public TimeSpan DayReset
    {
        get
        {
            DateTime now = TimeZoneInfo.ConvertTime(_time.GetUtcNow(), _pacific).DateTime;
            return now.Date.AddDays(1) - now;
        }
    }

    /// <summary>Requests granted today.</summary>
    public int UsedToday
    {
        get
        {
            lock (_gate)
            {
                TurnDay();
                return _dayCount;
            }
        }
    }

    /// <summary>Asks for one request. If all limits grant it, it is taken from each; otherwise from no limit.</summary>
    /// <param name="tokens">Its input tokens.</param>
    public QuotaVerdict Take(int tokens)
    {
        lock (_gate)
        {
            TimeSpan now = _time.GetElapsedTime(_start);
            TimeSpan requestWait = _requests?.WaitFor(1, now) ?? TimeSpan.Zero;
            TimeSpan tokenWait = _tokens?.WaitFor(tokens, now) ?? TimeSpan.Zero;
            TurnDay();
            bool isDayOver = _dayCount >= _options.RequestsPerDay;
            bool isGranted = requestWait == TimeSpan.Zero && tokenWait == TimeSpan.Zero && !isDayOver;
            if (isGranted || _options.RefusedCount)
            {
                _requests?.Take(1, now);
                _tokens?.Take(tokens, now);
            }

            if (isGranted)
                _dayCount++;

            return new QuotaVerdict
            {
                Violations = isGranted ? [] : [.. Violations(requestWait, tokenWait, isDayOver)],
                RetryAfter = requestWait > tokenWait ? requestWait : tokenWait,
                Requests = _requests?.Read(now),
                Tokens = _tokens?.Read(now),
            };
        }
    }

    /// <summary>Forgets all use.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _start = _time.GetTimestamp();
            _requests = Meter.Create(_options.Window, _options.RequestsPerMinute, _options.Burst);
            _tokens = Meter.Create(_options.Window, _options.TokensPerMinute, null);
            _dayCount = 0;
        }
    }

    private void TurnDay()
    {
        DateTime today = TimeZoneInfo.ConvertTime(_time.GetUtcNow(), _pacific).Date;
        if (today != _day)
            (_day, _dayCount) = (today, 0);
    }

    private IEnumerable<QuotaViolation> Violations(TimeSpan requestWait, TimeSpan tokenWait, bool isDayOver)
    {
        if (requestWait > TimeSpan.Zero)
            yield return new QuotaViolation(QuotaKind.RequestsPerMinute, _options.RequestsPerMinute!.Value);
        if (tokenWait > TimeSpan.Zero)
            yield return new QuotaViolation(QuotaKind.TokensPerMinute, _options.TokensPerMinute!.Value);
        if (isDayOver)
            yield return new QuotaViolation(QuotaKind.RequestsPerDay, _options.RequestsPerDay!.Value);
    }
}
