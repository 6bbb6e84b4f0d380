using SynthGen.Quality.Words;
using SynthGen.Retrieval;

namespace SynthGen.Quality;

/// <summary>A page of the index with its words looked up.</summary>
public sealed class IndexedPage(OcrPage page)
{
    private PageWords? _words;
    private PassageMeaning? _meaning;

    /// <summary>The page.</summary>
    public OcrPage Page => page;

    // Two threads may both compute the words; the results are equal.
    internal PageWords Words => _words ??= PageWords.Of(page.Text);

    internal PassageMeaning Meaning(IPageIndex index) => _meaning ??= new PassageMeaning(index, page.Text);
}
