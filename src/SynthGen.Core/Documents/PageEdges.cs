namespace SynthGen.Documents;

/// <summary>The lines at a page's top and bottom, which may hold its running head and foot.</summary>
internal sealed class PageEdges
{
    private const int TopLines = 4;
    private const int BottomLines = 2;

    private readonly OcrPage _page;

    /// <summary>Creates the edges of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="order">The page's position in the document.</param>
    public PageEdges(OcrPage page, int order)
    {
        _page = page;
        Order = order;

        List<(int Start, int End)> lines = [];
        int position = 0;
        foreach (ReadOnlySpan<char> line in page.Text.AsSpan().EnumerateLines())
        {
            int start = position + page.Text.AsSpan(position).IndexOf(line);
            position = start + line.Length;
            if (!line.IsWhiteSpace())
                lines.Add((start, position));
        }

        // The lines of a short page count as its top first.
        int top = Math.Min(TopLines, lines.Count), bottom = Math.Min(BottomLines, lines.Count - top);
        Top = [.. lines.Take(top).Select(Edge)];
        Bottom = [.. lines.TakeLast(bottom).Select(Edge)];
        Inner = [.. lines[top..(lines.Count - bottom)].Select(line => LineShape.LettersOf(page.Text.AsSpan(line.Start..line.End)))];
    }

    /// <summary>The page's position in the document.</summary>
    public int Order { get; }

    /// <summary>The first lines that are not blank.</summary>
    public IReadOnlyList<EdgeLine> Top { get; }

    /// <summary>The last lines that are not blank, without those at the top.</summary>
    public IReadOnlyList<EdgeLine> Bottom { get; }

    /// <summary>The letters of the lines between.</summary>
    public HashSet<string> Inner { get; }

    /// <summary>All lines at the page's edges.</summary>
    public IEnumerable<EdgeLine> Lines => Top.Concat(Bottom);

    /// <summary>The first and the last line, where page numbers are.</summary>
    public IEnumerable<EdgeLine> Outermost =>
        Lines.Any() ? [Lines.First(), Lines.Last()] : [];

    /// <summary>The number of pages that this one was compared with.</summary>
    public int Neighbours { get; set; }

    /// <summary>Returns the page without some of its lines.</summary>
    public OcrPage Without(IReadOnlySet<EdgeLine> lines)
    {
        if (lines.Count == 0)
            return _page;

        System.Text.StringBuilder text = new(_page.Text.Length);
        int position = 0;
        foreach (EdgeLine line in lines.OrderBy(line => line.Start))
        {
            text.Append(_page.Text.AsSpan(position..line.Start));
            // The line end goes too.
            position = Math.Min(line.End + 1, _page.Text.Length);
        }

        text.Append(_page.Text.AsSpan(position));
        return _page.WithText(PageText.TrimBlankLines(text.ToString()).ToString());
    }

    private EdgeLine Edge((int Start, int End) line) => new(this, line.Start, line.End, _page.Text.AsSpan(line.Start..line.End));
}
