using SynthGen.Documents.Measures;

namespace SynthGen.Documents.Cleaning;

/// <summary>The lines at a page's top and bottom, which may hold its running head and foot.</summary>
internal sealed class PageEdges
{
    private const int TopLines = 4;
    private const int DeepLines = 4;
    private const int BottomLines = 2;

    private readonly OcrPage _page;
    private readonly (int Start, int End)[] _deep;
    private EdgeLine[]? _deepLines;
    private HashSet<(string Kind, int Value)>? _numbers;

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
        _deep = [.. lines[top..(lines.Count - bottom)].Take(DeepLines)];
        Inner = [.. lines[top..(lines.Count - bottom)].Select(line => LineShape.LettersOf(page.Text.AsSpan(line.Start..line.End)))];
    }

    /// <summary>The page's position in the document.</summary>
    public int Order { get; }

    /// <summary>The first lines that are not blank.</summary>
    public IReadOnlyList<EdgeLine> Top { get; }

    /// <summary>The last lines that are not blank, without those at the top.</summary>
    public IReadOnlyList<EdgeLine> Bottom { get; }

    /// <summary>
    /// The lines after those at the top, which can belong to a head only if all of the top does: a running head behind a filing
    /// stamp. Read on first use, which few documents need.
    /// </summary>
    public IReadOnlyList<EdgeLine> Deep => _deepLines ??= [.. _deep.Select(Edge)];

    /// <summary>The letters of the lines between top and bottom.</summary>
    public HashSet<string> Inner { get; }

    /// <summary>All lines at the page's edges.</summary>
    public IEnumerable<EdgeLine> Lines => Top.Concat(Bottom);

    /// <summary>The lines from the top downwards; those behind the top are read only if the loop comes to them.</summary>
    public IEnumerable<EdgeLine> Downwards
    {
        get
        {
            foreach (EdgeLine line in Top)
                yield return line;
            foreach (EdgeLine line in Deep)
                yield return line;
        }
    }

    /// <summary>All readings of the first and last lines as page numbers.</summary>
    public IReadOnlySet<(string Kind, int Value)> Numbers => _numbers ??=
    [
        .. Lines.SelectMany(line => line.Numbers),
        .. _deep.SelectMany(line => NumberLine.Read(_page.Text.AsSpan(line.Start..line.End))),
    ];

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
