using System.Collections.Concurrent;
using SynthGen.Documents;
using SynthGen.Tools;

namespace SynthGen.Retrieval;

/// <summary>Answers where in a document a word stands, by its index. Keeps the answers. Thread-safe.</summary>
internal sealed class DocumentWords(IPageIndex? index)
{
    private const int MostRemembered = 100_000;

    private readonly ConcurrentDictionary<string, PageKey[]> _pages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is an index that can tell.</summary>
    public bool AreKnown { get; } = index?.CanRun(BuiltInTools.FullTextSearch.Name) == true;

    /// <summary>Whether a page has the word.</summary>
    public bool Has(string word) => AreKnown && PagesOf(word).Length > 0;

    /// <summary>Whether another page than one has the word, or one of several.</summary>
    public bool HasElsewhere(string words, OcrPage? page) => AreKnown && PagesOf(words).Any(key => page is null || key != PageKey.Of(page));

    private PageKey[] PagesOf(string words)
    {
        if (_pages.Count > MostRemembered)
            _pages.Clear();

        // Two pages answer every question.
        return _pages.GetOrAdd(words, static (words, index) => [.. index.PagesWith(words, 2)], index!);
    }
}
