using System.Text.RegularExpressions;

namespace SynthGen.Generation.Template.Finders;

/// <summary>Finds dates: "May 17, 2017", "17 May 2017", "June 2016".</summary>
internal static partial class DateFinder
{
    /// <summary>Finds the dates in a sentence.</summary>
    public static IEnumerable<Span> Find(string sentence)
    {
        foreach (Match match in Date().Matches(sentence))
        {
            string text = match.Value;
            if (match.Groups["comma"] is { Success: true } comma)
                text = text[..(comma.Index - match.Index)] + ", " + match.Groups["year"].Value;
            yield return new Span(match.Index, match.Index + match.Length, text);
        }
    }

    /// <summary>Whether a word is the name of a month.</summary>
    public static bool IsMonth(string word) => Month().IsMatch(word);

    /// <summary>Returns "on" for a day, "in" for a month.</summary>
    public static string Preposition(string date) => DayOfMonth().IsMatch(date) ? "on" : "in";

    [GeneratedRegex(@"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:[1-9]|[12]\d|3[01])(?<comma> ?, ?)(?<year>(?:19|20)\d\d)|(?:[1-9]|[12]\d|3[01]) (?:January|February|March|April|May|June|July|August|September|October|November|December) (?:19|20)\d\d|(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:19|20)\d\d)\b")]
    private static partial Regex Date();

    [GeneratedRegex("^(?:January|February|March|April|May|June|July|August|September|October|November|December)$")]
    private static partial Regex Month();

    [GeneratedRegex(@"\b\d{1,2}\b(?!\d)")]
    private static partial Regex DayOfMonth();
}
