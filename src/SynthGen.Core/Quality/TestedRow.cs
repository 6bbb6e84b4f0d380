using SynthGen.Quality.Duplicates;
using SynthGen.Quality.Words;

namespace SynthGen.Quality;

/// <summary>A row on its way through the gates, with what they share.</summary>
public sealed class TestedRow(SyntheticQuery row, IndexedPage? page)
{
    private readonly List<GateResult> _results = [];

    /// <summary>The row as it came.</summary>
    public SyntheticQuery Row => row;

    /// <summary>Its page, as the index has it; null if the index does not hold it, or there is none.</summary>
    public IndexedPage? Page => page;

    /// <summary>Where its page came when its calls were run; null until then.</summary>
    public SearchRanks? Ranks { get; set; }

    /// <summary>What its query is compared by; null until that was prepared.</summary>
    internal TextSketch? Sketch { get; set; }

    /// <summary>Whether a gate failed it; no other needs to look then.</summary>
    public bool IsRejected => _results is [.., { Status: GateStatus.Failed or GateStatus.Unknown }];

    /// <summary>Keeps what a gate says.</summary>
    public void Add(GateResult result) => _results.Add(result);

    /// <summary>The row with its verdict; its id stays.</summary>
    public SyntheticQuery ToRow() => row with { Id = row.Id, Verdict = new Verdict(_results.ToArray()) { Ranks = Ranks } };
}

/// <summary>A page of the index with its words looked up.</summary>
public sealed class IndexedPage(OcrPage page)
{
    private PageWords? _words;

    /// <summary>The page.</summary>
    public OcrPage Page => page;

    // Two threads may both count them: they get the same.
    internal PageWords Words => _words ??= PageWords.Of(page.Text);
}
