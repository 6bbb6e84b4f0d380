namespace SynthGen.TestServer.Quota;

/// <summary>Counts one limit per minute. Times are spans since an arbitrary start and never run backwards.</summary>
internal abstract class Meter(int limit)
{
    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected int Limit { get; } = limit;

    public static Meter? Create(QuotaWindow window, int? limit, int? burst) => (window, limit) switch
    {
        (_, null) => null,
        (QuotaWindow.Sliding, int most) => new SlidingMeter(most),
        (QuotaWindow.Fixed, int most) => new FixedMeter(most),
        (_, int most) => new BucketMeter(most, burst ?? most),
    };

    /// <summary>The time until this amount fits; zero if it fits now.</summary>
    public abstract TimeSpan WaitFor(int amount, TimeSpan now);

    public abstract void Take(int amount, TimeSpan now);

    public abstract QuotaReading Read(TimeSpan now);
}

/// <summary>A bucket that refills all the time.</summary>
internal sealed class BucketMeter(int limit, int burst) : Meter(limit)
{
    private readonly double _perSecond = limit / 60.0;
    private double _level = burst;
    private TimeSpan _at;

    public override TimeSpan WaitFor(int amount, TimeSpan now)
    {
        Refill(now);
        // The bucket refills in doubles, so a lack of less than a thousandth is ignored.
        double missing = amount - _level;
        return missing <= 0.001 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / _perSecond);
    }

    public override void Take(int amount, TimeSpan now)
    {
        Refill(now);
        _level -= amount;
    }

    public override QuotaReading Read(TimeSpan now)
    {
        Refill(now);
        return new QuotaReading(Limit, Math.Max(0, (int)(_level + 0.001)), TimeSpan.FromSeconds((burst - _level) / _perSecond));
    }

    private void Refill(TimeSpan now)
    {
        if (now <= _at)
            return;
        _level = Math.Min(burst, _level + (now - _at).TotalSeconds * _perSecond);
        _at = now;
    }
}

/// <summary>Counts the use in the last 60 seconds.</summary>
internal sealed class SlidingMeter(int limit) : Meter(limit)
{
    private readonly Queue<(TimeSpan At, int Amount)> _taken = new();
    private long _sum;
    private TimeSpan _last;

    public override TimeSpan WaitFor(int amount, TimeSpan now)
    {
        Forget(now);
        long over = _sum + amount - Limit;
        if (over <= 0)
            return TimeSpan.Zero;
        foreach ((TimeSpan at, int old) in _taken)
        {
            over -= old;
            if (over <= 0)
                return at + Minute - now;
        }

        return Minute;
    }

    public override void Take(int amount, TimeSpan now)
    {
        Forget(now);
        _taken.Enqueue((now, amount));
        _last = now;
        _sum += amount;
    }

    public override QuotaReading Read(TimeSpan now)
    {
        Forget(now);
        return new QuotaReading(Limit, (int)Math.Max(0, Limit - _sum), _taken.Count > 0 ? _last + Minute - now : TimeSpan.Zero);
    }

    private void Forget(TimeSpan now)
    {
        while (_taken.TryPeek(out (TimeSpan At, int Amount) oldest) && oldest.At + Minute <= now)
            _sum -= _taken.Dequeue().Amount;
    }
}

/// <summary>Counts the use since the minute began.</summary>
internal sealed class FixedMeter(int limit) : Meter(limit)
{
    private long _minute;
    private long _sum;

    public override TimeSpan WaitFor(int amount, TimeSpan now)
    {
        Turn(now);
        return _sum + amount <= Limit ? TimeSpan.Zero : (_minute + 1) * Minute - now;
    }

    public override void Take(int amount, TimeSpan now)
    {
        Turn(now);
        _sum += amount;
    }

    public override QuotaReading Read(TimeSpan now)
    {
        Turn(now);
        return new QuotaReading(Limit, (int)Math.Max(0, Limit - _sum), (_minute + 1) * Minute - now);
    }

    private void Turn(TimeSpan now)
    {
        long minute = now.Ticks / Minute.Ticks;
        if (minute == _minute)
            return;
        _minute = minute;
        _sum = 0;
    }
}
