namespace SynthGen.Generation.Local;

/// <summary>
/// Knows how many pages are under way, so that a model that decodes several together can wait for all of them before it
/// goes on. What is decoded together then depends on the pages alone, not on who came first. Thread-safe.
/// </summary>
/// <param name="width">How many pages are worked on at a time.</param>
public sealed class PageRoll(int width)
{
    private readonly Lock _lock = new();
    private int _unfinished;
    private int _begun;
    private bool _isClosed;
    private bool _isAbandoned;

    /// <summary>Told of every change, on any thread.</summary>
    public event Action? Changed;

    /// <summary>
    /// How many requests there must be before the next token is computed; until the last page is known, as many as can be.
    /// </summary>
    public int Expected
    {
        get
        {
            lock (_lock)
                return _isAbandoned ? _begun : _isClosed ? Math.Min(width, _unfinished) : width;
        }
    }

    /// <summary>A page will come.</summary>
    public void Announce() => Change(() => _unfinished++);

    /// <summary>Work on a page begins.</summary>
    public void Begin() => Change(() => _begun++);

    /// <summary>A page is done, however it ended.</summary>
    public void Finish() => Change(() =>
    {
        _begun--;
        _unfinished--;
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
