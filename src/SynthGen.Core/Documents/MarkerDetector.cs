namespace SynthGen.Documents;

/// <summary>Finds out which kind of marker a document uses.</summary>
/// <remarks>
/// The kind that first shows twice wins: a form feed or a bracket may stand in any text, two of a kind make pages.
/// If none has by the end of line 200, the first one seen is taken, before or after it. Where two kinds are even,
/// Equals goes before Dash and Dash before FormFeed, as tools that write a marker leave the form feeds standing.
/// </remarks>
internal sealed class MarkerDetector
{
    private const int FirstLines = 200;

    private static readonly LineMarker[] LineMarkers = [EqualSignsMarker.Instance, DashMarker.Instance];

    private readonly int[] _seen = new int[LineMarkers.Length];
    private int _formFeeds;
    private int _lines;
    private int _position;

    /// <summary>Looks at the lines that have come since the last call.</summary>
    /// <param name="text">The document from its beginning as far as it has come, lines ended by LF.</param>
    /// <param name="isWhole">Whether this is all of it.</param>
    /// <returns>The marker; null as long as none was seen.</returns>
    public PageMarker? Detect(ReadOnlySpan<char> text, bool isWhole)
    {
        while (_position < text.Length)
        {
            int length = text[_position..].IndexOf('\n');
            if (length < 0)
            {
                if (!isWhole)
                    return null;
                length = text.Length - _position;
            }

            ReadOnlySpan<char> line = text.Slice(_position, length);
            _position += length + 1;
            _lines++;
            Look(line);
            if (Choose(atLeast: _lines < FirstLines ? 2 : 1) is { } marker)
                return marker;
        }

        return isWhole ? Choose(atLeast: 1) : null;
    }

    private void Look(ReadOnlySpan<char> line)
    {
        _formFeeds += line.Count('\f');
        for (int i = 0; i < LineMarkers.Length; i++)
        {
            if (LineMarkers[i].TryParse(line, out _))
                _seen[i]++;
        }
    }

    private PageMarker? Choose(int atLeast)
    {
        int best = _seen.Max();
        if (best >= atLeast && best >= Math.Min(_formFeeds, atLeast))
            return LineMarkers[Array.IndexOf(_seen, best)];
        return _formFeeds >= atLeast ? FormFeedMarker.Instance : null;
    }
}
