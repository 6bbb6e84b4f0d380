using System.Text.RegularExpressions;
using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>
/// A page break without a number: <c>&lt;!-- page break --&gt;</c>, <c>&lt;!-- PageBreak --&gt;</c>, <c>\newpage</c>,
/// <c>&lt;page-break/&gt;</c>, <c>*** page break ***</c>.
/// </summary>
/// <remarks>
/// Azure's comments at the edges of a page (PageHeader, PageFooter, PageNumber) are part of the mark. The number of the page is
/// that in PageNumber.
/// </remarks>
internal sealed partial class PageBreakMarker : EachLineMarker
{
    public PageBreakMarker()
        : base("PageBreak (<!-- page break -->)")
    {
    }

    internal override PageMarkerPosition At => PageMarkerPosition.End;

    internal override bool IsAtOnePlace => false;

    internal override MarkStrength Strength => MarkStrength.Break;

    internal override MarkReading Read(ReadOnlySpan<char> line)
    {
        if (line.Length > 100 || char.IsLetterOrDigit(line[0]))
            return MarkReading.Text;
        string text = line.ToString();
        return Break().IsMatch(text) || Command().IsMatch(text) || Styled().IsMatch(text) ? new MarkReading(true) : MarkReading.Text;
    }

    internal override PageNumber? TakeEdges(ref ReadOnlySpan<char> text, int next)
    {
        PageNumber? number = null;
        while (text.StartsWith("<!--", StringComparison.Ordinal))
        {
            int length = text.IndexOf('\n');
            if (!TakeComment(length < 0 ? text : text[..length], ref number))
                break;
            text = PageText.TrimBlankLines(text[(length < 0 ? text.Length : length)..]);
        }

        while (text.TrimEnd().EndsWith("-->", StringComparison.Ordinal))
        {
            int start = text.LastIndexOf('\n') + 1;
            if (!TakeComment(text[start..], ref number))
                break;
            text = PageText.TrimBlankLines(text[..start]);
        }

        return number;
    }

    private static bool TakeComment(ReadOnlySpan<char> line, ref PageNumber? number)
    {
        if (line.Length > 1024 || Comment().Match(line.Trim().ToString()) is not { Success: true } match)
            return false;

        if (match.Groups["name"].Value.Equals("PageNumber", StringComparison.OrdinalIgnoreCase))
        {
            ReadOnlySpan<char> printed = MarkLine.WithoutSigns(match.Groups["value"].ValueSpan, out _, out _);
            number ??= MarkerText.TryParse(printed, out PageNumber page) || TryParseOf(printed, out page) ? page : PageNumber.FromLabel(printed);
        }

        return true;
    }

    // "3 of 10" and "3 | Page".
    private static bool TryParseOf(ReadOnlySpan<char> printed, out PageNumber page) => MarkerText.TryParse($"page {printed}", out page);

    [GeneratedRegex(
        @"\A[^\p{L}\p{Nd}]+(?:(?:begin |start )?(?:new )?page[\s_-]?(?:break|end|divider|separator|delimiter)?|end[\s_-]?of[\s_-]?page|new[\s_-]?page|end[\s_-]?page|pb|seitenumbruch|saut de page|salto de p[aá]gina|分页符?)[^\p{L}\p{Nd}]+\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Break();

    [GeneratedRegex(@"\A\\(?:newpage|pagebreak|clearpage|cleardoublepage)(?:\[\d\]|\{\})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Command();

    [GeneratedRegex(@"\A<(?:div|p|hr|br|span)\b[^<>]*page-?break[^<>]*>(?:\s*</\w+>)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Styled();

    [GeneratedRegex(@"\A<!--\s*(?<name>PageNumber|PageHeader|PageFooter)\s*=\s*""(?<value>.*)""\s*-->\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();
}
