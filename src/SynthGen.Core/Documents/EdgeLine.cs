namespace SynthGen.Documents;

/// <summary>A line at a page's top or bottom.</summary>
internal sealed class EdgeLine
{
    private readonly PageEdges _page;
    private PageEdges? _lastMet;

    /// <summary>Takes a line.</summary>
    public EdgeLine(PageEdges page, int start, int end, ReadOnlySpan<char> text)
    {
        _page = page;
        Start = start;
        End = end;
        Shape = LineShape.Of(text);
        Numbers = NumberLine.Read(text);
    }

    /// <summary>Index of the line's first character in the page's text.</summary>
    public int Start { get; }

    /// <summary>Index behind the line's last character.</summary>
    public int End { get; }

    /// <summary>What the line looks like.</summary>
    public LineShape Shape { get; }

    /// <summary>The page numbers that the line can be read as.</summary>
    public IReadOnlyList<(string Kind, int Value)> Numbers { get; }

    /// <summary>The number of other pages that have a line much like this one at the same end.</summary>
    public int Met { get; private set; }

    /// <summary>Notes that another page has such a line; it counts once a page.</summary>
    public void Meet(EdgeLine other)
    {
        if (_lastMet == other._page)
            return;
        _lastMet = other._page;
        Met++;
    }
}
