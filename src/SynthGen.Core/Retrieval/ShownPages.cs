using System.Collections.Concurrent;

namespace SynthGen.Retrieval;

/// <summary>The pages that searches showed, with their words: the next search often shows them again. Thread-safe.</summary>
/// <param name="store">The pages.</param>
internal sealed class ShownPages(IPageStore store)
{
    // About 30 MB with the texts.
    private const int MostWords = 1_000_000;

    private readonly ConcurrentDictionary<int, WordPlaces> _pages = new();
    private int _words;

    /// <summary>Returns the page at a place.</summary>
    public WordPlaces Of(int place)
    {
        if (_pages.TryGetValue(place, out WordPlaces? known))
            return known;

        WordPlaces page = new(store.Read(place).Text);
        if (Interlocked.Add(ref _words, page.Words.Length) > MostWords)
        {
            _pages.Clear();
            Interlocked.Exchange(ref _words, page.Words.Length);
        }

        return _pages[place] = page;
    }
}
