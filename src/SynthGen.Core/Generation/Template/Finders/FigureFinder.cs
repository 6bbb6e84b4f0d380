using System.Text.RegularExpressions;
using SynthGen.Text;

namespace SynthGen.Generation.Template.Finders;

/// <summary>Finds figures other than sums of money: spans of time, percentages, years.</summary>
internal static partial class FigureFinder
{
    /// <summary>Finds the figures in a sentence, each with its kind: period, percentage or year.</summary>
    public static IEnumerable<Finding> Find(string sentence)
    {
        if (!DecimalDigits.Any(sentence))
            yield break;

        foreach (Match match in Period().Matches(sentence))
        {
            // "sixty (60) days" is "60 days" to everyone who asks.
            Group figure = match.Groups["figure"];
            yield return new Finding("period", new Span(match.Index, match.Index + match.Length, $"{figure.Value} {match.Groups["unit"].Value}"));
        }

        foreach (Match match in Percentage().Matches(sentence))
            yield return new Finding("percentage", new Span(match.Index, match.Index + match.Length, Unit().Replace(match.Value, "%")));

        foreach (Match match in Year().Matches(sentence))
            yield return new Finding("year", new Span(match.Index, match.Index + match.Length, match.Value));
    }

    /// <summary>Whether what happens "within" a period has to be done by its end.</summary>
    public static bool IsDeadline(string sentence, Span period)
    {
        ReadOnlySpan<char> before = sentence.AsSpan(0, period.Start).TrimEnd(' ');
        return before.EndsWith("within", StringComparison.OrdinalIgnoreCase);
    }

    // "sixty (60) days", "90 days", "five (5) business days", "18 months"
    [GeneratedRegex(@"(?:\b[a-z]+(?:[ \-][a-z]+)? \((?<figure>\d{1,3})\)|(?<![\d.,$§] ?)\b(?<figure>\d{1,3})) (?<unit>(?:business |calendar |working )?(?:day|week|month|year)s)\b(?! old)")]
    private static partial Regex Period();

    // "12.5%", "twenty percent (20%)"
    [GeneratedRegex(@"(?<![\d.,])\d{1,3}(?:\.\d{1,3})?(?: ?%| per ?cent\b)")]
    private static partial Regex Percentage();

    [GeneratedRegex(@" ?%| per ?cent")]
    private static partial Regex Unit();

    // A year that something happened in; that of a date or of a citation is not asked for alone.
    [GeneratedRegex(@"(?<=\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil) )(?:1[5-9]|20)\d\d(?![\d\-–/]|,? at\b)")]
    private static partial Regex Year();
}
