using System.Text.RegularExpressions;
using SynthGen.Text;

namespace SynthGen.Generation.Template.Finders;

/// <summary>Finds dates: "May 17, 2017", "17 May 2017", "June 2016".</summary>
internal static partial class DateFinder
{
    /// <summary>Finds the dates in a sentence.</summary>
    public static IEnumerable<Span> Find(string sentence)
    {
        if (!DecimalDigits.Any(sentence))
            yield break;

        foreach (Match match in Date().Matches(sentence))
        {
            string text = match.Value;
            if (match.Groups["comma"] is { Success: true } comma)
                text = text[..(comma.Index - match.Index)] + ", " + match.Groups["year"].Value;
            yield return new Span(match.Index, match.Index + match.Length, text);
        }
    }

    /// <summary>
    /// Whether a date says on which day something happened: a whole day, that is not one end of a span of time ("since May 9,
    /// 2017").
    /// </summary>
    public static bool IsOfEvent(string sentence, Span date)
    {
        ReadOnlySpan<char> before = sentence.AsSpan(0, date.Start).TrimEnd(' '), after = sentence.AsSpan(date.End).TrimStart(' ');
        int word = before.LastIndexOf(' ') + 1;
        return DayOfMonth().IsMatch(date.Text)
            && !(before[word..] is "since" or "until" or "through" or "between" or "from" or "and" or "to" or "before" or "after" or "Between" or "From" or "Since" or "After" or "Before" or "Until")
            && !after.StartsWith("and ") && !after.StartsWith("to ") && !after.StartsWith("through ") && !after.StartsWith("until ") && !after.StartsWith("-") && !after.StartsWith("–");
    }

    /// <summary>Whether a word is the name of a month.</summary>
    public static bool IsMonth(string word) =>
        word is "January" or "February" or "March" or "April" or "May" or "June" or "July" or "August" or "September" or "October" or "November" or "December";

    /// <summary>Returns "on" for a day, "in" for a month.</summary>
    public static string Preposition(string date) => DayOfMonth().IsMatch(date) ? "on" : "in";

    [GeneratedRegex(@"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:[1-9]|[12]\d|3[01])(?<comma> ?, ?)(?<year>(?:19|20)\d\d)|(?:[1-9]|[12]\d|3[01]) (?:January|February|March|April|May|June|July|August|September|October|November|December) (?:19|20)\d\d|(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:19|20)\d\d)\b")]
    private static partial Regex Date();

    [GeneratedRegex(@"\b\d{1,2}\b(?!\d)")]
    private static partial Regex DayOfMonth();
}
