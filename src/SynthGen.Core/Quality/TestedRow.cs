using SynthGen.Retrieval;
using SynthGen.Quality.Duplicates;
using SynthGen.Quality.Words;

namespace SynthGen.Quality;

/// <summary>A row under test, with data that the gates share.</summary>
public sealed class TestedRow(SyntheticQuery row, IndexedPage? page)
{
    private readonly List<GateResult> _results = [];

    /// <summary>The row before the test.</summary>
    public SyntheticQuery Row => row;

    /// <summary>The row's page in the index; null if the index lacks it, or there is no index.</summary>
    public IndexedPage? Page => page;

    /// <summary>The ranks of its page when its calls were run; null until then.</summary>
    public SearchRanks? Ranks { get; set; }

    /// <summary>The sketch of its query for comparison; null until it was prepared.</summary>
    internal TextSketch? Sketch { get; set; }

    /// <summary>Whether a gate has rejected the row; no further gate runs then.</summary>
    public bool IsRejected => _results is [.., { Status: GateStatus.Failed or GateStatus.Unknown }];

    /// <summary>Adds a gate's result.</summary>
    public void Add(GateResult result) => _results.Add(result);

    /// <summary>Returns the row with its verdict; its id stays the same.</summary>
    public SyntheticQuery ToRow() => row with { Id = row.Id, Verdict = new Verdict(_results.ToArray()) { Ranks = Ranks } };
}

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
