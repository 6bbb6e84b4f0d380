using SynthGen.Quality.Words;
using SynthGen.Retrieval;

namespace SynthGen.Quality;

/// <summary>A page of the index with its words looked up.</summary>
public sealed class IndexedPage(OcrPage page)
{
    private readonly Lazy<PageWords> _words = new(() => PageWords.Of(page.Text));
    private readonly Lazy<PassageWords> _passages = new(() => new PassageWords(page.Text));
    private readonly Lock _lock = new();
    private PassageMeaning? _meaning;

    /// <summary>The page.</summary>
    public OcrPage Page => page;

    // Rows of a page follow one another, so that several threads ask at once; one of them computes.
    internal PageWords Words => _words.Value;

    internal PassageWords Passages => _passages.Value;

    /// <summary>Returns what its passages mean by the index, which must be the same at each call.</summary>
    internal PassageMeaning Meaning(IPageIndex index)
    {
        if (Volatile.Read(ref _meaning) is { } known)
            return known;
        lock (_lock)
            return _meaning ??= new PassageMeaning(index, page.Text, Passages.Places);
    }
}
