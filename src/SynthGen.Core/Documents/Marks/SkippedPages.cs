using System.Globalization;
using System.Text.RegularExpressions;

namespace SynthGen.Documents.Marks;

/// <summary>OCRmyPDF's note of pages that it did not read: <c>[OCR skipped on page(s) 4-6]</c>.</summary>
internal static partial class SkippedPages
{
    // A forged note must not make pages without end.
    private const int MaxPages = 100_000;

    /// <summary>Reads a page that consists of the note.</summary>
    public static bool TryRead(ReadOnlySpan<char> page, out int first, out int last)
    {
        (first, last) = (0, 0);
        page = page.Trim();
        if (page.Length > 60 || !page.StartsWith("[OCR skipped", StringComparison.Ordinal) || Note().Match(page.ToString()) is not { Success: true } match)
            return false;

        first = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        last = match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : first;
        return last >= first && last - first < MaxPages;
    }

    [GeneratedRegex(@"\A\[OCR skipped on page(?:\(s\)|s)? ([0-9]{1,9})(?:-([0-9]{1,9}))?\]\z")]
    private static partial Regex Note();
}
