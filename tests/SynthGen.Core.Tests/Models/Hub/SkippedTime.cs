namespace SynthGen.Core.Tests.Models.Hub;

/// <summary>A clock whose waits end at once and are remembered. Waits of a minute or longer, which are timeouts, never end.</summary>
internal sealed class SkippedTime : TimeProvider
{
    private readonly List<TimeSpan> _waits = [];

    public IReadOnlyList<TimeSpan> Waits => _waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new SkippedTimer(this, callback, state, dueTime);

    private sealed class SkippedTimer : ITimer
    {
        private readonly SkippedTime _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;

        public SkippedTimer(SkippedTime time, TimerCallback callback, object? state, TimeSpan dueTime)
        {
            (_time, _callback, _state) = (time, callback, state);
            Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero || dueTime >= TimeSpan.FromMinutes(1))
                return true;
            _time._waits.Add(dueTime);
            ThreadPool.QueueUserWorkItem(_ => _callback(_state));
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
