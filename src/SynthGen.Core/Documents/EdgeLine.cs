namespace SynthGen.Documents;

/// <summary>A line at a page's top or bottom.</summary>
internal sealed class EdgeLine
{
    // Running text needs more likeness than a head, because texts are often somewhat alike.
    private const double TextLikeness = 0.8;
    private const double Likeness = 0.6;

    // Shorter lines are alike only if they are equal.
    private const int MinLetters = 8;

    private readonly PageEdges _page;
    private readonly string _digits;
    private PageEdges? _lastMet;

    /// <summary>Creates a line of a page.</summary>
    public EdgeLine(PageEdges page, int start, int end, ReadOnlySpan<char> text)
    {
        _page = page;
        Start = start;
        End = end;
        Shape = LineShape.Of(text);
        Numbers = NumberLine.Read(text);
        IsText = LineReader.IsRunningText(text.Trim());
        _digits = string.Concat(text.ToString().Where(char.IsAsciiDigit));
    }

    /// <summary>Index of the line's first character in the page's text.</summary>
    public int Start { get; }

    /// <summary>Index after the line's last character.</summary>
    public int End { get; }

    /// <summary>The shape of the line.</summary>
    public LineShape Shape { get; }

    /// <summary>The possible readings of the line as a page number.</summary>
    public IReadOnlyList<(string Kind, int Value)> Numbers { get; }

    /// <summary>Whether the line is running text rather than set like a head.</summary>
    public bool IsText { get; }

    /// <summary>The number of other pages that have a similar line at the same end.</summary>
    public int Met { get; private set; }

    /// <summary>Whether the two lines can be the same head with misreadings.</summary>
    public bool IsLike(EdgeLine other) =>
        IsText || other.IsText ? _digits == other._digits && LikenessOf(Shape, other.Shape, TextLikeness) >= TextLikeness
        : LikenessOf(Shape, other.Shape, Likeness) >= Likeness;

    /// <summary>Returns the likeness of two shapes; short shapes are alike only if they are equal.</summary>
    public static double LikenessOf(LineShape a, LineShape b, double least) =>
        Math.Min(a.Letters.Length, b.Letters.Length) >= MinLetters ? a.Likeness(b, least)
        : a.Letters.Length > 1 && a.Letters == b.Letters ? 1
        : 0;

    /// <summary>Records that another page has a similar line; each page counts once.</summary>
    public void Meet(EdgeLine other)
    {
        if (_lastMet == other._page)
            return;
        _lastMet = other._page;
        Met++;
    }
}
