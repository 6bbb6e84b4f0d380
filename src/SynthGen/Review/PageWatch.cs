using System.Net;

namespace SynthGen.Review;

/// <summary>
/// Notices that the page was closed: no stream of it has been open for some seconds, in which a page that is loaded again comes back.
/// Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class PageWatch(TimeProvider time)
{
    /// <summary>How long the page may be gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<bool> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _timer;

    /// <summary>Completes when the page was closed.</summary>
    public Task<bool> Closed => _closed.Task;

    /// <summary>The number of open streams.</summary>
    public int Count { get; private set; }

    /// <summary>Notes that a stream was opened.</summary>
    public void Open()
    {
        lock (_lock)
        {
            Count++;
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <summary>Notes that a stream has ended.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (--Count == 0)
                _timer = time.CreateTimer(_ => CloseIfGone(), null, Patience, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Notes that the page is closed.</summary>
    public void Close() => _closed.TrySetResult(true);

    /// <summary>Notes that the server has failed.</summary>
    public void Fail(HttpListenerException error) => _closed.TrySetException(error);

    private void CloseIfGone()
    {
        lock (_lock)
        {
            if (Count == 0)
                Close();
        }
    }
}
