namespace SynthGen.Documents;

/// <summary>How documents are split.</summary>
public sealed record DocumentSplitOptions
{
    /// <summary>What the pages are marked by; null to find it out from each document's first lines.</summary>
    public PageMarker? Marker { get; init; } = PageMarker.Of(PageMarkerKind.EqualSigns);

    /// <summary>Whether text before the first marker is dropped, instead of being page 0.</summary>
    public bool SkipPreamble { get; init; }

    /// <summary>The pages to give out; null for all.</summary>
    public PageSelection? Pages { get; init; }

    /// <summary>Whether running heads, feet and page numbers are taken out; see <see cref="RunningHeadFilter"/>.</summary>
    public bool RemoveRunningHead { get; init; }

    /// <summary>Whether words broken at line ends are joined; see <see cref="HyphenJoiner"/>.</summary>
    public bool JoinHyphen { get; init; }

    /// <summary>Whether runs of blanks become one space; see <see cref="SpaceCollapser"/>.</summary>
    public bool CollapseSpace { get; init; }
}
