using SynthGen.Quality.Gates;
using SynthGen.Retrieval;

namespace SynthGen;

/// <summary>The thresholds of the gates.</summary>
internal sealed record GateThresholds
{
    /// <summary>The number of pages in a search result that count as found.</summary>
    public int TopK { get; init; } = CallExecutor.TopK;

    /// <summary>The smallest share of the words common to query and page that must stand near the evidence.</summary>
    public double Grounding { get; init; } = GroundedGate.Threshold;

    /// <summary>The largest share of a vector search that may be copied from the page.</summary>
    public double Copied { get; init; } = OverlapGate.MostCopied;

    /// <summary>The smallest share of a full-text search's words that the page must contain.</summary>
    public double Shared { get; init; } = OverlapGate.LeastShared;

    /// <summary>The smallest similarity of a near copy.</summary>
    public double Duplicate { get; init; } = DuplicateGate.Similarity;
}
