using System.Text.RegularExpressions;

namespace SynthGen.Text;

/// <summary>Finds citations of law reports: volume, reporter and page, "410 U. S. 113", "312 F. Supp. 3d 60", "505 U. S., at 870".</summary>
internal static partial class CaseReporter
{
    /// <summary>The rule; the group "cite" is the citation.</summary>
    [GeneratedRegex(@"(?<![\w§.\-])(?<!§ )(?<cite>\d{1,4} (?!(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Nos?|Vol|Pp?|Pub|Art|Sec|Ch|[ap])\.)(?:[A-Z][A-Za-z]{0,5}\. ?){1,3}(?:[234]d|4th)?(?:,? at)? ?\d{1,5})(?![\d.]*\d)")]
    public static partial Regex Rule();

    // A citation and what must not follow it are shorter.
    private const int Longest = 64;

    /// <summary>Whether a text begins with the volume of a reporter.</summary>
    public static bool Begins(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsDigit(text[0]))
            return false;
        foreach (ValueMatch match in Rule().EnumerateMatches(text[..Math.Min(text.Length, Longest)]))
            return match.Index == 0;
        return false;
    }
}
