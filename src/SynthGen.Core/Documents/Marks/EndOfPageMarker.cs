using System.Text.RegularExpressions;
using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary><c>--- end of page=3 ---</c>, counted from 0 by PyMuPDF4LLM, and <c>--- End of Page 3 ---</c>.</summary>
internal sealed partial class EndOfPageMarker : EachLineMarker
{
    private const string ZeroBased = "page=";

    public EndOfPageMarker()
        : base("EndOfPage (--- end of page=3 ---)")
    {
    }

    internal override PageMarkerPosition At => PageMarkerPosition.End;

    internal override bool IsZeroBased(string? shape) => shape == ZeroBased;

    internal override MarkReading Read(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> core = MarkLine.WithoutSigns(line, out ReadOnlySpan<char> open, out _);
        if (core.Length < 8 || core[0] is not ('e' or 'E' or 'f' or 'F'))
            return MarkReading.Text;

        Match match = Look().Match(core.ToString());
        if (!match.Success)
            return MarkReading.Text;
        return MarkerText.TryParse(match.Groups[1].ValueSpan, out PageNumber page)
            ? new MarkReading(true, page, match.Groups[1].Value.StartsWith(ZeroBased, StringComparison.OrdinalIgnoreCase) ? ZeroBased : "page")
            : open.IsEmpty ? MarkReading.Text : MarkReading.Near;
    }

    [GeneratedRegex(@"\A(?:end of|ende (?:der|von)|fin de(?: la)?|fine)\s+(?:page\.(?=page_number))?(\w.*[\p{L}\p{Nd}])\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Look();
}
