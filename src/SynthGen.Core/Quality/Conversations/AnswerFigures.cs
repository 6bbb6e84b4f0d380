using System.Globalization;
using System.Text.RegularExpressions;
using SynthGen.Text;

namespace SynthGen.Quality.Conversations;

/// <summary>Finds the figures and dates of an assistant's sentence that it has not seen.</summary>
internal static partial class AnswerFigures
{
    private const string Months = "January|February|March|April|May|June|July|August|September|October|November|December";

    /// <summary>Returns the first figure that is not known; null if all are.</summary>
    public static string? FindUnseen(string sentence, SeenText seen)
    {
        foreach (ContentWord word in ContentWords.Of(sentence).Where(word => word.IsFigure))
        {
            if (!seen.Has(word) && !(Ordinal().Match(word.Stem) is { Success: true, Groups: var parts } && seen.Has(new ContentWord(parts[1].Value, parts[1].Value))))
                return word.Text;
        }

        return null;
    }

    /// <summary>Returns the first date with a day whose parts do not stand together in what was seen; null if all do.</summary>
    public static string? FindUnseenDate(string sentence, SeenText seen) => Date().Matches(sentence).FirstOrDefault(date => !IsSeen(date, seen))?.Value;

    private static bool IsSeen(Match date, SeenText seen)
    {
        string name = date.Groups["month"].Value.ToLowerInvariant(), year = date.Groups["year"].Value;
        int day = int.Parse(date.Groups["day"].Value, CultureInfo.InvariantCulture), month = Array.FindIndex(Months.Split('|'), one => one.Equals(name, StringComparison.OrdinalIgnoreCase)) + 1;
        string[] forms =
        [
            $"{name}{day}{year}", $"{day}{name}{year}", $"{name[..3]}{day}{year}", $"{day}{name[..3]}{year}", $"{name}{day}th{year}", $"{day}thof{name}{year}",
            .. year.Length == 0 ? Array.Empty<string>() : [$"{month}{day}{year}", $"{month:00}{day:00}{year}", $"{day}{month}{year}", $"{day:00}{month:00}{year}", $"{year}{month:00}{day:00}", $"{month}{day}{year[2..]}"],
        ];
        return seen.Parts.Any(part => forms.Any(form => part.Letters.Contains(form, StringComparison.Ordinal)));
    }

    [GeneratedRegex($@"\b(?<month>{Months})\s+(?<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?<year>\d{{4}}))?|\b(?<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?<month>{Months})(?:,?\s+(?<year>\d{{4}}))?", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"^(\d+)(?:st|nd|rd|th)$")]
    private static partial Regex Ordinal();
}
