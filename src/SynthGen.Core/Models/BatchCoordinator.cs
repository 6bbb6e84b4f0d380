namespace SynthGen.Models;

/// <summary>
/// Tracks the pages under way, so that a model that decodes several together can wait for all of them before it goes on.
/// Each batch then depends on the pages alone, not on their timing. Thread-safe.
/// </summary>
/// <param name="width">The number of pages worked on at a time.</param>
/// <param name="queue">The maximum number of pages after the first unfinished one: the length of the run's queue.</param>
public sealed class BatchCoordinator(int width, int queue = int.MaxValue)
{
    private readonly Lock _lock = new();
    private readonly HashSet<int> _finished = [];
    private int _announced;
    private int _begun;
    private int _done;
    private int _first;
    private bool _isClosed;
    private bool _isAbandoned;

    /// <summary>Raised after every change, on any thread.</summary>
    public event Action? Changed;

    /// <summary>
    /// The number of requests to wait for before the next token is computed: that of the pages worked on at a time, or of the
    /// remaining pages if no more can arrive before one is finished.
    /// </summary>
    public int Expected
    {
        get
        {
            lock (_lock)
            {
                long coming = _isClosed ? _announced : (long)_first + queue;
                return _isAbandoned ? _begun - _done : (int)Math.Min(width, coming - _done);
            }
        }
    }

    /// <summary>Announces a page.</summary>
    /// <returns>The page's place in the order of the pages, from 0.</returns>
    public int Announce()
    {
        int place = 0;
        Change(() => place = _announced++);
        return place;
    }

    /// <summary>Records that work on a page begins.</summary>
    public void Begin() => Change(() => _begun++);

    /// <summary>Records that a page is finished, whatever its outcome.</summary>
    /// <param name="place">The page's place in the order of the pages.</param>
    public void Finish(int place) => Change(() =>
    {
        _done++;
        _finished.Add(place);
        while (_finished.Remove(_first))
            _first++;
    });

    /// <summary>Records that no more pages will be announced.</summary>
    public void Close() => Change(() => _isClosed = true);

    /// <summary>Records that the run has ended: pages that have not begun will not begin.</summary>
    public void Abandon() => Change(() => _isAbandoned = true);

    private void Change(Action change)
    {
        lock (_lock)
            change();
        Changed?.Invoke();
    }
}
