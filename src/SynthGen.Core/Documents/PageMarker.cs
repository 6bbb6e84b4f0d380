namespace SynthGen.Documents;

/// <summary>A way to mark the boundary between pages in a document.</summary>
public abstract class PageMarker
{
    private protected PageMarker(string name) => Name = name;

    /// <summary>The marker's name and form, for messages.</summary>
    public string Name { get; }

    /// <summary>Whether the marker ends a page instead of naming the next one; pages then count from 1.</summary>
    internal virtual bool EndsPage => false;

    /// <summary>
    /// Returns the marker of a kind; null for <see cref="PageMarkerKind.Auto"/>, which depends on the document.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is unknown.</exception>
    public static PageMarker? Of(PageMarkerKind kind) => kind switch
    {
        PageMarkerKind.EqualSigns => EqualSignsMarker.Instance,
        PageMarkerKind.Dash => DashMarker.Instance,
        PageMarkerKind.FormFeed => FormFeedMarker.Instance,
        PageMarkerKind.Auto => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of marker."),
    };

    /// <summary>Creates a custom marker: lines that match a regular expression, see <see cref="PatternMarker"/>.</summary>
    /// <exception cref="System.Text.RegularExpressions.RegexParseException">The pattern is not a valid regular expression.</exception>
    /// <exception cref="ArgumentException">The pattern has no group "page".</exception>
    public static PageMarker FromPattern(string pattern) => new PatternMarker(pattern);

    /// <summary>Whether a line could be or hold a marker. False is certain; the check is cheap.</summary>
    public virtual bool MayMark(ReadOnlySpan<char> line) => true;

    /// <summary>Finds the next marker.</summary>
    /// <param name="text">Text from the beginning of a page, with lines ended by LF; the last line may be incomplete.</param>
    /// <param name="isWhole">Whether the text ends where the document ends.</param>
    /// <param name="position">Where to start the search; updated to where the search must resume with more text.</param>
    /// <param name="mark">The marker found.</param>
    internal abstract bool TryFind(ReadOnlySpan<char> text, bool isWhole, ref int position, out PageMark mark);
}
