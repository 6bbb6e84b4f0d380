using System.Text.RegularExpressions;
using SynthGen.Documents.Numbers;
using SynthGen.Text;

namespace SynthGen.Documents.Marks;

/// <summary>Lines that match a regular expression from end to end; its group "page" is the page's number or label.</summary>
/// <remarks>
/// A line is matched without the blanks at its ends. The whole line must match, because a marker is removed from the text and
/// a sentence that happens to hold "page 7" must stay. Case is ignored, as everywhere in PowerShell, unless the pattern has
/// <c>(?-i)</c>. Lines of more than 4,096 characters are never markers. Without the group, pages are counted, and a line between
/// two pages ends the first.
/// </remarks>
internal sealed class PatternMarker : EachLineMarker
{
    /// <summary>The name of the group that captures the page's number.</summary>
    public const string GroupName = "page";

    private readonly Regex _pattern;
    private readonly bool _isNumbered;

    /// <summary>Creates a marker.</summary>
    /// <exception cref="RegexParseException">The pattern is not a valid regular expression.</exception>
    public PatternMarker(string pattern)
        : base($"MarkerPattern ({pattern})")
    {
        // The bare pattern is parsed first, so that errors are reported at the user's own positions.
        _isNumbered = new Regex(pattern).GetGroupNames().Contains(GroupName);
        _pattern = BoundedRegex.Create($@"\A(?:{pattern})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    internal override PageMarkerPosition At => _isNumbered ? PageMarkerPosition.Start : PageMarkerPosition.End;

    internal override bool IsAtOnePlace => _isNumbered;

    private protected override int MaxLineLength => 4096;

    public override bool MayMark(ReadOnlySpan<char> line) => true;

    /// <exception cref="RegexMatchTimeoutException">The pattern takes more than <see cref="BoundedRegex.TimeLimit"/> on one line.</exception>
    internal override MarkReading Read(ReadOnlySpan<char> line)
    {
        if (!_pattern.IsMatch(line))
            return MarkReading.Text;
        if (!_isNumbered)
            return new MarkReading(true);
        ReadOnlySpan<char> label = _pattern.Match(line.ToString()).Groups[GroupName].ValueSpan;
        return new MarkReading(true, PageNumber.FromLabel(label));
    }
}
