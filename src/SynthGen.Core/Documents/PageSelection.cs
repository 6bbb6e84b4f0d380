namespace SynthGen.Documents;

/// <summary>The pages that a user selects: numbers, ranges and roman numerals.</summary>
/// <remarks>
/// "7", "5..20" (or "5-20"), "30.." for all from 30, "..4", and "iv" or "i..xii" for pages with roman labels. Arabic numbers
/// do not select pages with roman labels, and roman numerals select no others.
/// </remarks>
public sealed class PageSelection
{
    private readonly List<(int First, int Last, bool IsRoman)> _ranges;
    private readonly List<string> _texts;

    private PageSelection(List<(int First, int Last, bool IsRoman)> ranges, List<string> texts)
    {
        _ranges = ranges;
        _texts = texts;
    }

    /// <summary>The ranges as they were written.</summary>
    internal IReadOnlyList<string> Ranges => _texts;

    /// <summary>Parses ranges as a user writes them.</summary>
    /// <exception cref="FormatException">A range is malformed, includes numbers below 1, or runs backwards.</exception>
    public static PageSelection Parse(IEnumerable<string> ranges)
    {
        List<(int First, int Last, bool IsRoman)> parsed = [];
        List<string> texts = [.. ranges.SelectMany(range => range.Split(',')).Select(range => range.Trim())];
        foreach (string range in texts)
            parsed.Add(ParseRange(range));
        return new PageSelection(parsed, texts);
    }

    /// <summary>Whether a page is selected.</summary>
    public bool Contains(OcrPage page) => Contains(page, new bool[_ranges.Count]);

    /// <summary>Whether a page is selected; marks each range that it is in.</summary>
    /// <param name="page">The page.</param>
    /// <param name="found">A mark for each range.</param>
    internal bool Contains(OcrPage page, Span<bool> found)
    {
        bool isRoman = PageNumber.IsRomanLabel(page.Label), isAny = false;
        for (int i = 0; i < found.Length; i++)
        {
            (int first, int last, bool romanRange) = _ranges[i];
            bool isIn = page.Number >= first && page.Number <= last && isRoman == romanRange;
            found[i] |= isIn;
            isAny |= isIn;
        }

        return isAny;
    }

    private static (int First, int Last, bool IsRoman) ParseRange(string range)
    {
        string[] ends = range.Split("..");
        if (ends.Length == 1 && range.IndexOf('-', StringComparison.Ordinal) > 0)
            ends = range.Split('-');
        if (ends.Length > 2 || ends.All(string.IsNullOrWhiteSpace))
            throw new FormatException($"'{range}' is not a range of pages.");

        PageNumber? first = ParseEnd(range, ends[0]), last = ParseEnd(range, ends[^1]);
        bool isRoman = (first ?? last)!.Value.IsRoman;
        if (first is not null && last is not null && last.Value.IsRoman != isRoman)
            throw new FormatException($"'{range}' mixes roman and arabic page numbers.");

        (int from, int to) = (first?.Value ?? 1, last?.Value ?? int.MaxValue);
        if (from < 1 || to < 1)
            throw new FormatException($"'{range}' reaches below page 1.");
        if (from > to)
            throw new FormatException($"'{range}' runs backwards.");
        return (from, to, isRoman);
    }

    private static PageNumber? ParseEnd(string range, string end)
    {
        end = end.Trim();
        if (end.Length == 0)
            return null;
        if (PageNumber.TryParse(end, out PageNumber number))
            return number;
        throw int.TryParse(end, out int value) && value < 0
            ? new FormatException($"'{range}' reaches below page 1.")
            : new FormatException($"'{range}' is not a range of pages.");
    }
}
