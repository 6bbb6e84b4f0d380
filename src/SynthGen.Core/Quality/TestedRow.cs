using SynthGen.Quality.Duplicates;

namespace SynthGen.Quality;

/// <summary>What is under test, with the results so far.</summary>
public abstract class TestedItem
{
    private readonly List<GateResult> _results = [];

    private protected TestedItem()
    {
    }

    /// <summary>The sketch of its text for comparison; null until it was prepared.</summary>
    internal TextSketch? Sketch { get; set; }

    /// <summary>Whether a gate has rejected it; no further gate runs then.</summary>
    public bool IsRejected => _results is [.., { Status: GateStatus.Failed or GateStatus.Unknown }];

    /// <summary>Adds a gate's result.</summary>
    public void Add(GateResult result) => _results.Add(result);

    /// <summary>Returns what was tested with its verdict; its id stays the same.</summary>
    public abstract DatasetRow ToRow();

    private protected Verdict ToVerdict() => new(_results.ToArray());
}

/// <summary>A row under test, with data that the gates share.</summary>
/// <param name="row">The row before the test.</param>
/// <param name="page">The row's page in the index; null if the index lacks it, or there is no index.</param>
public sealed class TestedRow(SyntheticQuery row, IndexedPage? page) : TestedItem
{
    /// <summary>The row before the test.</summary>
    public SyntheticQuery Row => row;

    /// <summary>The row's page in the index; null if the index lacks it, or there is no index.</summary>
    public IndexedPage? Page => page;

    /// <summary>The ranks of its page when its calls were run; null until then.</summary>
    public SearchRanks? Ranks { get; set; }

    /// <inheritdoc/>
    public override SyntheticQuery ToRow() => row with { Id = row.Id, Verdict = ToVerdict() with { Ranks = Ranks } };
}
