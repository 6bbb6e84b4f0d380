namespace SynthGen.Documents.Marks;

/// <summary>The registry of page markers. Where two kinds fit a document alike, the first is taken.</summary>
/// <remarks>Form feeds come late, because tools that write marks leave form feeds in place.</remarks>
internal static class PageMarkers
{
    /// <summary>The kinds in order.</summary>
    public static IReadOnlyList<RegisteredMarker> All { get; } =
    [
        new(PageMarkerKind.EqualSigns, EqualSignsMarker.Instance),
        new(PageMarkerKind.Dash, DashMarker.Instance),
        new(PageMarkerKind.Braces, new BracesMarker()),
        new(PageMarkerKind.EndOfPage, new EndOfPageMarker()),
        new(PageMarkerKind.Tag, new TagMarker()),
        new(PageMarkerKind.Signs, new SignsMarker()),
        new(PageMarkerKind.Edgar, new EdgarMarker()),
        new(PageMarkerKind.PageBreak, new PageBreakMarker()),
        new(PageMarkerKind.FormFeed, FormFeedMarker.Instance),
        new(PageMarkerKind.PageLine, new PageLineMarker()),
        new(PageMarkerKind.Number, new NumberMarker()),
        new(PageMarkerKind.Rule, new RuleMarker()),
    ];
}

/// <summary>A page marker and the name of its kind.</summary>
internal sealed record RegisteredMarker(PageMarkerKind Kind, PageMarker Marker);
