using SynthGen.Documents.Cleaning;
using SynthGen.Documents.Marks;
using SynthGen.Documents.Numbers;

namespace SynthGen.Documents;

/// <summary>Options for splitting documents.</summary>
public sealed record DocumentSplitOptions
{
    /// <summary>The page marker; null to detect it from each document's first lines.</summary>
    public PageMarker? Marker { get; init; }

    /// <summary>Where the marks stand; null if the marker or the document says it.</summary>
    public PageMarkerPosition? MarkerAt { get; init; }

    /// <summary>The number of the first page, where marks have no numbers.</summary>
    public int FirstPage { get; init; } = 1;

    /// <summary>Whether text before the first marker is dropped instead of becoming page 0.</summary>
    public bool SkipPreamble { get; init; }

    /// <summary>The pages to return; null for all.</summary>
    public PageSelection? Pages { get; init; }

    /// <summary>Whether running heads, feet and page numbers are removed; see <see cref="RunningHeadFilter"/>.</summary>
    public bool RemoveRunningHead { get; init; }

    /// <summary>Whether words broken at line ends are joined; see <see cref="HyphenJoiner"/>.</summary>
    public bool JoinHyphen { get; init; }

    /// <summary>Whether runs of blanks become one space; see <see cref="SpaceCollapser"/>.</summary>
    public bool CollapseSpace { get; init; }
}
