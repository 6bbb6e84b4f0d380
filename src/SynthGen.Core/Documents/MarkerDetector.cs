namespace SynthGen.Documents;

/// <summary>Detects the kind of marker of a document.</summary>
/// <remarks>
/// The kind that first occurs twice wins: a single form feed or bracket may occur in any text. If none does by the end of line
/// 200, the first kind that occurs anywhere wins. In a tie Equals precedes Dash, and Dash precedes FormFeed, because tools
/// that write markers leave form feeds in place.
/// </remarks>
internal sealed class MarkerDetector
{
    private const int FirstLines = 200;

    private static readonly LineMarker[] LineMarkers = [EqualSignsMarker.Instance, DashMarker.Instance];

    private readonly int[] _seen = new int[LineMarkers.Length];
    private int _formFeeds;
    private int _lines;
    private int _position;

    /// <summary>Examines the lines that have arrived since the last call.</summary>
    /// <param name="text">The beginning of the document up to now, with lines ended by LF.</param>
    /// <param name="isWhole">Whether the text is the whole document.</param>
    /// <returns>The marker; null until one is found.</returns>
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
