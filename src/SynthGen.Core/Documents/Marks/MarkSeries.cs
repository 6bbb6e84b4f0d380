using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>The marks of one look that were seen in a document's beginning.</summary>
internal sealed class MarkSeries(PageMarker marker, string? shape)
{
    private PageNumber? _last;
    private int _rises;
    private int _empty;

    /// <summary>The kind of the marks.</summary>
    public PageMarker Marker { get; } = marker;

    /// <summary>The look of the marks, where the kind has several.</summary>
    public string? Shape { get; } = shape;

    /// <summary>The number of marks.</summary>
    public int Count { get; private set; }

    /// <summary>The number of the first mark; null if it has none.</summary>
    public PageNumber? First { get; private set; }

    /// <summary>The number of the last mark; null if it has none.</summary>
    public PageNumber? Last => _last;

    /// <summary>Where the first mark begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where the last mark ends.</summary>
    public int End { get; private set; }

    /// <summary>Whether each number is that of the mark before and one.</summary>
    public bool Rises => Count > 1 && _rises == Count - 1;

    /// <summary>Whether enough of the marks rise, and stand apart, for a look that occurs in texts too.</summary>
    public bool MostlyRises => Count > 1 && _rises * 3 >= (Count - 1) * 2 && _empty * 2 < Count;

    /// <summary>Adds the next mark.</summary>
    public void Add(in PageMark mark, ReadOnlySpan<char> text)
    {
        if (Count == 0)
            (Start, First) = (mark.Start, mark.Page);
        else if (mark.Page is { } page && _last is { } last && IsNext(page, last))
            _rises++;
        if (Count > 0 && text[End..mark.Start].IsWhiteSpace())
            _empty++;
        Count++;
        End = mark.End;
        _last = mark.Page;
    }

    // Two sides of a leaf have one number: 3r, 3v.
    private static bool IsNext(PageNumber page, PageNumber last) =>
        page.Value == last.Through + 1 || (page.Value == last.Value && page.Label != last.Label);
}
