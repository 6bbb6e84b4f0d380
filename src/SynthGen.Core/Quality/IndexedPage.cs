using SynthGen.Quality.Words;
using SynthGen.Retrieval;

namespace SynthGen.Quality;

/// <summary>A page of the index with its words looked up.</summary>
public sealed class IndexedPage(OcrPage page)
{
    private PageWords? _words;
    private PassageWords? _passages;
    private PassageMeaning? _meaning;

    /// <summary>The page.</summary>
    public OcrPage Page => page;

    // Two threads may both compute the words; the results are equal.
    internal PageWords Words => _words ??= PageWords.Of(page.Text);

    internal PassageWords Passages => _passages ??= new PassageWords(page.Text);

    /// <summary>Returns what its passages mean by the index, which must be the same at each call.</summary>
    internal PassageMeaning Meaning(IPageIndex index) =>
        _meaning ?? Interlocked.CompareExchange(ref _meaning, new PassageMeaning(index, page.Text), null) ?? _meaning;
}
