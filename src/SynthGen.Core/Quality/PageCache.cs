using SynthGen.Documents;
using SynthGen.Retrieval;

namespace SynthGen.Quality;

/// <summary>Caches the pages of the latest rows, because rows of a page mostly follow one another. Thread-safe.</summary>
internal sealed class PageCache(IPageIndex index)
{
    private const int Most = 64;

    private readonly Dictionary<PageKey, IndexedPage?> _pages = [];
    private readonly Queue<PageKey> _order = new();
    private readonly Lock _lock = new();

    /// <summary>The index.</summary>
    public IPageIndex Index => index;

    /// <summary>Returns the page with a key; null if the index lacks it.</summary>
    public IndexedPage? Find(PageKey key)
    {
        lock (_lock)
        {
            if (_pages.TryGetValue(key, out IndexedPage? known))
                return known;
        }

        IndexedPage? found = index.Find(key) is { } page ? new IndexedPage(page) : null;
        lock (_lock)
        {
            // Another thread may have found it meanwhile; then there is one page with its words.
            if (!_pages.TryAdd(key, found))
                return _pages[key];
            _order.Enqueue(key);
            if (_order.Count > Most)
                _pages.Remove(_order.Dequeue());
        }

        return found;
    }
}
