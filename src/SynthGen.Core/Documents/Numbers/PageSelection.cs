using System.Text.RegularExpressions;

namespace SynthGen.Documents.Numbers;

/// <summary>The pages that a user selects: numbers, ranges and roman numerals.</summary>
/// <remarks>
/// "7", "5..20" (or "5-20"), "30.." for all from 30, "..4", "iv" or "i..xii" for pages with roman labels, and "12a" or "C-3" for
/// a label. Arabic numbers do not select pages with roman labels, and roman numerals select no others.
/// </remarks>
public sealed partial class PageSelection
{
    private readonly List<(int First, int Last, bool IsRoman, string? Label)> _ranges;
    private readonly List<string> _texts;

    private PageSelection(List<(int First, int Last, bool IsRoman, string? Label)> ranges, List<string> texts)
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
        List<(int First, int Last, bool IsRoman, string? Label)> parsed = [];
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
            (int first, int last, bool romanRange, string? label) = _ranges[i];
            bool isIn = page.Number >= first && page.Number <= last && isRoman == romanRange &&
                (label is null || label.Equals(page.Label, StringComparison.OrdinalIgnoreCase));
            found[i] |= isIn;
            isAny |= isIn;
        }

        return isAny;
    }

    private static (int First, int Last, bool IsRoman, string? Label) ParseRange(string range)
    {
        if (Label().IsMatch(range))
            return (1, int.MaxValue, false, range);

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
        return (from, to, isRoman, null);
    }

    // A number with letters, which is never a range: 12a, C-3.
    [GeneratedRegex(@"\A(?:[A-Za-z]{1,4}-?[0-9]+|[0-9]+[A-Za-z])\z")]
    private static partial Regex Label();

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
