using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Generation.Refinement;

/// <summary>How well a row's calls single out its page, from worst to best.</summary>
internal enum RowStanding
{
    /// <summary>A call does not find the page.</summary>
    Missed,

    /// <summary>The calls find the page, and so does the other search.</summary>
    Tied,

    /// <summary>The calls find the page; the other search does not, or far behind.</summary>
    Decided,
}

/// <summary>A row and what its calls found.</summary>
/// <param name="Row">The row.</param>
/// <param name="Found">The ranks of its page; null if the index can run none of its calls.</param>
internal sealed record TriedRow(SyntheticQuery Row, ExecutedCalls? Found)
{
    /// <summary>The standing; null if no call could be run.</summary>
    public RowStanding? Standing => Found is null ? null
        : Found.Missed is not null ? RowStanding.Missed
        : Found.Ranks.Contrast is null or ToolContrast.Confirmed ? RowStanding.Decided : RowStanding.Tied;

    /// <summary>
    /// Whether another wording could do better. A tie is as good as it gets where only one of the two searches is offered: there
    /// is nothing to decide.
    /// </summary>
    public bool IsWeak => Standing == RowStanding.Missed
        || (Standing == RowStanding.Tied && BuiltInTools.All.All(search => Row.AvailableTools.Any(tool => tool.Name == search.Name)));

    /// <summary>Whether it is better than another: it finds the page and decides, or at least finds it where the other did not.</summary>
    public bool IsBetterThan(TriedRow other) => Standing > other.Standing;
}
