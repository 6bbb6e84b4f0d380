using System.Text.RegularExpressions;

namespace SynthGen.Documents;

/// <summary>Lines that a regular expression matches from end to end; its group "page" is the page's number or label.</summary>
/// <remarks>
/// A line is taken without the blanks at its ends. The whole of it has to match, for a marker is taken out of the text,
/// and a sentence that happens to hold "page 7" must not be. Case does not matter, as everywhere in PowerShell;
/// <c>(?-i)</c> makes it. Lines of more than <see cref="MaxLineLength"/> characters are never markers.
/// </remarks>
internal sealed class PatternMarker : PageMarker
{
    /// <summary>The name of the group that captures the page's number.</summary>
    public const string GroupName = "page";

    /// <summary>A longer line is no marker, whatever stands in it.</summary>
    public const int MaxLineLength = 4096;

    private readonly Regex _pattern;

    /// <summary>Creates a marker.</summary>
    /// <exception cref="RegexParseException">The pattern is no regular expression.</exception>
    /// <exception cref="ArgumentException">The pattern has no group "page".</exception>
    public PatternMarker(string pattern)
        : base($"MarkerPattern ({pattern})")
    {
        // The pattern alone first: what is wrong with it is to be reported where the user wrote it.
        if (!new Regex(pattern).GetGroupNames().Contains(GroupName))
            throw new ArgumentException($"The pattern '{pattern}' has no group '{GroupName}'.", nameof(pattern));

        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled;
        _pattern = new Regex($@"\A(?:{pattern})\z", Options, TimeSpan.FromSeconds(2));
    }

    /// <exception cref="RegexMatchTimeoutException">The pattern takes seconds over one line.</exception>
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
