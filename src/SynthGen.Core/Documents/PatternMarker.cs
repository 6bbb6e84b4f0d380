using System.Text.RegularExpressions;
using SynthGen.Text;

namespace SynthGen.Documents;

/// <summary>Lines that match a regular expression from end to end; its group "page" is the page's number or label.</summary>
/// <remarks>
/// A line is matched without the blanks at its ends. The whole line must match, because a marker is removed from the text and
/// a sentence that happens to hold "page 7" must stay. Case is ignored, as everywhere in PowerShell, unless the pattern has
/// <c>(?-i)</c>. Lines of more than <see cref="MaxLineLength"/> characters are never markers.
/// </remarks>
internal sealed class PatternMarker : PageMarker
{
    /// <summary>The name of the group that captures the page's number.</summary>
    public const string GroupName = "page";

    /// <summary>The maximum length of a marker line.</summary>
    public const int MaxLineLength = 4096;

    private readonly Regex _pattern;

    /// <summary>Creates a marker.</summary>
    /// <exception cref="RegexParseException">The pattern is not a valid regular expression.</exception>
    /// <exception cref="ArgumentException">The pattern has no group "page".</exception>
    public PatternMarker(string pattern)
        : base($"MarkerPattern ({pattern})")
    {
        // The bare pattern is parsed first, so that errors are reported at the user's own positions.
        if (!new Regex(pattern).GetGroupNames().Contains(GroupName))
            throw new ArgumentException($"The pattern '{pattern}' has no group '{GroupName}'.", nameof(pattern));

        _pattern = BoundedRegex.Create($@"\A(?:{pattern})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <exception cref="RegexMatchTimeoutException">The pattern takes more than <see cref="BoundedRegex.TimeLimit"/> on one line.</exception>
    internal override bool TryFind(ReadOnlySpan<char> text, bool isWhole, ref int position, out PageMark mark)
    {
        while (position < text.Length)
        {
            int length = text[position..].IndexOf('\n');
            if (length < 0 && !isWhole)
                break;

            int start = position, end = length < 0 ? text.Length : start + length;
            ReadOnlySpan<char> line = text[start..end].Trim();
            position = Math.Min(end + 1, text.Length);
            if (line.Length is > 0 and <= MaxLineLength && _pattern.IsMatch(line))
            {
                ReadOnlySpan<char> label = _pattern.Match(line.ToString()).Groups[GroupName].ValueSpan;
                mark = new PageMark(start, position, PageNumber.FromLabel(label));
                return true;
            }
        }

        mark = default;
        return false;
    }
}
