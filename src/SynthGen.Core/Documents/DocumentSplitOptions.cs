namespace SynthGen.Documents;

/// <summary>How documents are split.</summary>
public sealed record DocumentSplitOptions
{
    /// <summary>What the pages are marked by; null to find it out from each document's first lines.</summary>
    public PageMarker? Marker { get; init; } = PageMarker.Of(PageMarkerKind.Equals);

    /// <summary>Whether text before the first marker is dropped, instead of being page 0.</summary>
    public bool SkipPreamble { get; init; }

    /// <summary>The pages to give out; null for all.</summary>
    public PageSelection? Pages { get; init; }
}
