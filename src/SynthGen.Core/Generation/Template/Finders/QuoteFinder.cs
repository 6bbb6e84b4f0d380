using System.Text.RegularExpressions;
using SynthGen.Text;

namespace SynthGen.Generation.Template.Finders;

/// <summary>Finds words in quotation marks.</summary>
internal static partial class QuoteFinder
{
    /// <summary>Finds the quoted phrases in a sentence, 3 to 9 clean words each, in quotation marks.</summary>
    public static IEnumerable<Span> Find(string sentence)
    {
        // A quotation mark that OCR lost would swap inside and outside.
        if (sentence.AsSpan().Count('"') % 2 != 0)
            yield break;

        foreach (Match match in Quoted().Matches(sentence))
        {
            string words = match.Groups["words"].Value.Trim().TrimEnd(',', '.', ';', ' ');
            if (words.AsSpan().Count(' ') is >= 2 and <= 8 && !MisreadTokenFilter.Any(words) && words.IndexOfAny(['[', ']', '…']) < 0 && StandsAlone(words))
                yield return new Span(match.Index, match.Index + match.Length, $"\"{words}\"");
        }
    }

    // "in violation of" is a piece of a sentence that nobody would remember; "Mueller has to go" is one that people do.
    private static bool StandsAlone(string words)
    {
        string[] parts = words.Split(' ');
        return !IsLink(parts[^1]) && !WordLists.Determiner.Contains(parts[^1]) && !IsLink(parts[0])
            && parts.Count(part => !WordLists.Stop.Contains(part.Trim(',', '.', ';', '\''))) >= 2;
    }

    private static bool IsLink(string word) => WordLists.Preposition.Contains(word)
        || word is "that" or "and" or "or" or "but" or "which" or "who" or "to" or "as" or "by" or "from" or "at" or "than" or "if" or "because";

    [GeneratedRegex("\"(?<words>[^\"]{8,90})\"")]
    private static partial Regex Quoted();
}
