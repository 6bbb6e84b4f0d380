namespace SynthGen.Documents.Marks;

/// <summary>The marker that was detected in a document.</summary>
/// <param name="Marker">The marker.</param>
/// <param name="At">Where the marks stand.</param>
/// <param name="Seen">The marks that were seen, for messages.</param>
/// <param name="Doubt">Why the choice is not sure; null if it is.</param>
/// <param name="IsSingle">Whether only one mark was seen, with text on both sides.</param>
internal sealed record MarkerChoice(PageMarker Marker, PageMarkerPosition? At, string Seen, string? Doubt, bool IsSingle);
