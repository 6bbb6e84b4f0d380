using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>A way to mark the boundary between pages in a document.</summary>
public abstract class PageMarker
{
    private protected PageMarker(string name) => Name = name;

    /// <summary>The marker's name and form, for messages.</summary>
    public string Name { get; }

    /// <summary>Where the mark stands if neither the user nor the document says it.</summary>
    internal virtual PageMarkerPosition At => PageMarkerPosition.Start;

    /// <summary>Whether marks of this kind always stand at one place; otherwise a mark before any text begins its page.</summary>
    internal virtual bool IsAtOnePlace => true;

    /// <summary>How much the look of a mark alone proves.</summary>
    internal virtual MarkStrength Strength => MarkStrength.Numbered;

    /// <summary>Whether a mark must have a number that follows that of the mark before it.</summary>
    internal bool NeedsRise => Strength == MarkStrength.Weak;

    /// <summary>
    /// Returns the marker of a kind; null for <see cref="PageMarkerKind.Auto"/>, which depends on the document.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is unknown.</exception>
    public static PageMarker? Of(PageMarkerKind kind) =>
        kind == PageMarkerKind.Auto ? null
        : PageMarkers.All.FirstOrDefault(one => one.Kind == kind)?.Marker
        ?? throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of marker.");

    /// <summary>Creates a custom marker: lines that match a regular expression, see <see cref="PatternMarker"/>.</summary>
    /// <exception cref="System.Text.RegularExpressions.RegexParseException">The pattern is not a valid regular expression.</exception>
    public static PageMarker FromPattern(string pattern) => new PatternMarker(pattern);

    /// <summary>Whether a line could be or hold a marker. False is certain; the check is cheap.</summary>
    public virtual bool MayMark(ReadOnlySpan<char> line) => true;

    /// <summary>Finds the next marker, or a line that nearly is one.</summary>
    /// <param name="text">Text from the beginning of a page, with lines ended by LF; the last line may be incomplete.</param>
    /// <param name="isWhole">Whether the text ends where the document ends.</param>
    /// <param name="scan">How far the text was searched; updated to where the search must resume with more text.</param>
    /// <param name="mark">The marker found.</param>
    internal abstract bool TryFind(ReadOnlySpan<char> text, bool isWhole, ref MarkScan scan, out PageMark mark);

    /// <summary>Returns the marker that takes only marks of one look.</summary>
    internal virtual PageMarker OfShape(string? shape) => this;

    /// <summary>Whether the numbers of marks of this look count from 0 wherever they begin.</summary>
    internal virtual bool IsZeroBased(string? shape) => false;

    /// <summary>Removes what belongs to the mark from the edges of a page's text, and reads the page's number there.</summary>
    /// <param name="text">The page's text.</param>
    /// <param name="next">The number that the page has if nothing else is said.</param>
    /// <returns>The number; null if there is none.</returns>
    internal virtual PageNumber? TakeEdges(ref ReadOnlySpan<char> text, int next) => null;
}
