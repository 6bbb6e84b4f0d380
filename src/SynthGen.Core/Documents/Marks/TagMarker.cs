using System.Text.RegularExpressions;
using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>An element or a comment with a number: <c>&lt;page number="3"&gt;</c>, <c>&lt;pb n="3"/&gt;</c>, <c>&lt;!-- Page 3 --&gt;</c>.</summary>
/// <remarks>The end tag of a page's element is removed with the mark.</remarks>
internal sealed partial class TagMarker : EachLineMarker
{
    public TagMarker(string? shape = null)
        : base($"Tag ({(shape is null ? "<page number=\"3\">" : MarkerText.Example(shape, "3"))})", shape)
    {
    }

    internal override PageMarker OfShape(string? shape) => new TagMarker(shape);

    public override bool MayMark(ReadOnlySpan<char> line) => MarkLine.Trim(line) is ['<', ..];

    internal override MarkReading Read(ReadOnlySpan<char> line)
    {
        if (line[0] != '<' || line.Length < 5)
            return MarkReading.Text;

        if (line.StartsWith("<!--", StringComparison.Ordinal))
        {
            if (!line.EndsWith("-->", StringComparison.Ordinal) || line.Length < 8)
                return MarkReading.Text;
            // Azure's number belongs to the page break behind it.
            ReadOnlySpan<char> core = MarkLine.WithoutSigns(line, out _, out _);
            if (core.StartsWith("PageNumber=", StringComparison.Ordinal))
                return MarkReading.Text;
            return MarkerText.TryParse(core, out PageNumber commented, out string look)
                ? new MarkReading(true, commented, $"<!-- {look} # -->")
                : MarkerText.BeginsWithWord(core) && core.ContainsAnyInRange('0', '9') ? MarkReading.Near : MarkReading.Text;
        }

        Match match = Element().Match(line.ToString());
        string name = match.Groups["name"].Value.ToLowerInvariant();
        if (!match.Success || (name is "div" or "section" or "span" or "a" && !line.Contains("page", StringComparison.OrdinalIgnoreCase)))
            return MarkReading.Text;
        return PageNumber.TryRead(match.Groups["number"].ValueSpan, out PageNumber page)
            ? new MarkReading(true, page, $"<{name} {match.Groups["attribute"].Value.ToLowerInvariant()}=\"#\">")
            : MarkReading.Near;
    }

    internal override PageNumber? TakeEdges(ref ReadOnlySpan<char> text, int next)
    {
        ReadOnlySpan<char> end = text[Math.Max(0, text.Length - 24)..];
        int start = end.LastIndexOf("</");
        if (start >= 0 && end[start..].Trim() is "</page>" or "</PAGE>" or "</Page>" or "</pg>" or "</section>" or "</div>")
            text = PageText.TrimBlankLines(text[..(text.Length - end.Length + start)]);
        return null;
    }

    [GeneratedRegex(
        @"\A<(?<name>page|pb|pg|pagebreak|page-break|milestone|div|section|span|a)\b[^<>]*?[\s""'](?<attribute>n|no|nr|num|number|id|page|data-page|data-page-number|page-number|page_number|pagenumber|value)\s*=\s*" +
        @"(?:""\s*|'\s*)?(?:page|pg|p)?[-_.\s]?(?<number>[\p{Nd}\p{L}][^""'<>\s/]*)[^<>]*>(?:\s*</\w+>)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Element();
}
