using System.Collections.Concurrent;
using SynthGen.Documents;
using SynthGen.Retrieval;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Quality.Conversations;

/// <summary>Tells which words are names in the document. Thread-safe.</summary>
/// <param name="index">The index of the document.</param>
internal sealed class DocumentNames(IPageIndex index)
{
    private const int MostRemembered = 20_000, MostPages = 3;

    private readonly PageCache _pages = new(index);
    private readonly ConcurrentDictionary<string, bool?> _names = new(StringComparer.Ordinal);

    /// <summary>Whether the document always capitalizes a word on the pages that have it most; null if no page has it.</summary>
    public bool? IsName(ContentWord word)
    {
        if (!index.CanRun(BuiltInTools.FullTextSearch.Name))
            return null;
        if (_names.Count > MostRemembered)
            _names.Clear();
        return _names.GetOrAdd(word.Text, static (text, names) => names.Find(text), this);
    }

    private bool? Find(string word)
    {
        IReadOnlyList<PageKey> found = index.PagesWith(word, MostPages);
        if (found.Count == 0)
            return null;
        string stem = ContentWords.Of(word) is [var only, ..] ? only.Stem : word;
        IndexedPage[] pages = [.. found.Select(_pages.Find).OfType<IndexedPage>().Where(page => page.Words.Contains(stem))];
        return pages.Length > 0 && pages.All(page => page.Words.IsCapitalized(stem)) && pages.Any(page => page.Words.IsName(stem));
    }
}
