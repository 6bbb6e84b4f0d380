namespace SynthGen.Models;

/// <summary>
/// Knows which pages are under way, so that a model that decodes several together can wait for all of them before it
/// goes on. What is decoded together then depends on the pages alone, not on who came first. Thread-safe.
/// </summary>
/// <param name="width">How many pages are worked on at a time.</param>
/// <param name="queue">How many pages come at most after the last one before which all are finished: the run's queue.</param>
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

    /// <summary>Told of every change, on any thread.</summary>
    public event Action? Changed;

    /// <summary>
    /// How many requests there must be before the next token is computed: of as many pages as can be worked on at a time,
    /// or of those that are left, where no more pages come, or none before another is finished.
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

    /// <summary>A page will come.</summary>
    /// <returns>Its place in the order of the pages, from 0.</returns>
    public int Announce()
    {
        int place = 0;
        Change(() => place = _announced++);
        return place;
    }

    /// <summary>Work on a page begins.</summary>
    public void Begin() => Change(() => _begun++);

    /// <summary>A page is done, however it ended.</summary>
    /// <param name="place">Its place in the order of the pages.</param>
    public void Finish(int place) => Change(() =>
    {
        _done++;
        _finished.Add(place);
        while (_finished.Remove(_first))
            _first++;
    });

    /// <summary>No more pages will be announced.</summary>
    public void Close() => Change(() => _isClosed = true);

    /// <summary>Pages that have not begun will not: the run has ended.</summary>
    public void Abandon() => Change(() => _isAbandoned = true);

    private void Change(Action change)
    {
        lock (_lock)
            change();
        Changed?.Invoke();
    }
}
