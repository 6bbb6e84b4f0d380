namespace SynthGen.Conversations.Planning;

/// <summary>Remembers what a sequence gave, as far as it was asked for. Thread-safe.</summary>
/// <param name="items">The sequence.</param>
internal sealed class DrawnList<T>(IEnumerable<T> items)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly List<T> _drawn = [];
    private IEnumerator<T>? _rest;
    private bool _isOver;

    /// <summary>The number of all items; the sequence is read to its end.</summary>
    public int Count
    {
        get
        {
            _ = At(int.MaxValue);
            return _drawn.Count;
        }
    }

    /// <summary>Returns the item at a place; null if there are fewer.</summary>
    public T? At(int place)
    {
        lock (_lock)
        {
            _rest ??= items.GetEnumerator();
            while (_drawn.Count <= place && !_isOver)
            {
                if (_rest.MoveNext())
                    _drawn.Add(_rest.Current);
                else
                    _isOver = true;
            }

            return place >= 0 && place < _drawn.Count ? _drawn[place] : null;
        }
    }
}
