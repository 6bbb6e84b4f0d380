using System.Collections.Concurrent;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Quality;

/// <summary>The words that at most one page in a hundred has. Thread-safe.</summary>
/// <param name="index">The index of the pages.</param>
internal sealed class RareWords(IPageIndex index)
{
    private const int MostRemembered = 100_000;

    private readonly int _few = Math.Max(2, index.Count / 100);
    private readonly ConcurrentDictionary<string, bool> _rare = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a word is one of them; no word is, if the index does not search by words.</summary>
    public bool Has(string word)
    {
        if (!index.CanRun(BuiltInTools.FullTextSearch.Name))
            return false;
        if (_rare.Count > MostRemembered)
            _rare.Clear();
        return _rare.GetOrAdd(word, static (word, words) => words.CountUpTo(word) <= words._few, this);
    }

    private int CountUpTo(string word) => index.PagesWith(word, _few + 1).Count;
}
