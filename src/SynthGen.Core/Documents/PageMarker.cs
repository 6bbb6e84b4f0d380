namespace SynthGen.Documents;

/// <summary>A way in which documents mark where one page ends and the next begins.</summary>
public abstract class PageMarker
{
    private protected PageMarker(string name) => Name = name;

    /// <summary>The marker's name and look, for messages.</summary>
    public string Name { get; }

    /// <summary>Whether the marker ends a page instead of naming the one that follows; pages then count from 1.</summary>
    internal virtual bool EndsPage => false;

    /// <summary>The marker of a kind; null for <see cref="PageMarkerKind.Auto"/>, which depends on the document.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static PageMarker? Of(PageMarkerKind kind) => kind switch
    {
        PageMarkerKind.EqualSigns => EqualSignsMarker.Instance,
        PageMarkerKind.Dash => DashMarker.Instance,
        PageMarkerKind.FormFeed => FormFeedMarker.Instance,
        PageMarkerKind.Auto => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of marker."),
    };

    /// <summary>A marker of one's own: lines that a regular expression matches, see <see cref="PatternMarker"/>.</summary>
    /// <exception cref="System.Text.RegularExpressions.RegexParseException">The pattern is no regular expression.</exception>
    /// <exception cref="ArgumentException">The pattern has no group "page".</exception>
    public static PageMarker FromPattern(string pattern) => new PatternMarker(pattern);

    /// <summary>Whether a line could be a marker, or hold one; false is certain, and cheap to know.</summary>
    public virtual bool MayMark(ReadOnlySpan<char> line) => true;

    /// <summary>Finds the next marker.</summary>
    /// <param name="text">Text from the beginning of a page on, lines ended by LF; the last one may be incomplete.</param>
    /// <param name="isWhole">Whether the text ends where the document ends.</param>
    /// <param name="position">Where to search from; moved on to where the search has to be taken up with more text.</param>
    /// <param name="mark">The marker found.</param>
    internal abstract bool TryFind(ReadOnlySpan<char> text, bool isWhole, ref int position, out PageMark mark);
}
