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
        if (sentence.AsSpan().Count('"') % 2 != 0 || Quoted().Matches(sentence).Any(match => !IsPair(sentence, match)))
            yield break;

        foreach (Match match in Quoted().Matches(sentence))
        {
            string words = match.Groups["words"].Value.Trim().TrimEnd(',', '.', ';', ' ');
            if (words.AsSpan().Count(' ') is >= 2 and <= 8 && !MisreadTokenFilter.Any(words) && words.IndexOfAny(['[', ']', '…']) < 0 && StandsAlone(words))
                yield return new Span(match.Index, match.Index + match.Length, $"\"{words}\"");
        }
    }

    // Of a pair, the first mark has no word right before it and the second has none right after it.
    private static bool IsPair(string sentence, Match match) =>
        !(match.Index > 0 && char.IsLetterOrDigit(sentence[match.Index - 1]))
        && !(match.Index + match.Length < sentence.Length && char.IsLetter(sentence[match.Index + match.Length]));

    // "in violation of" is a piece of a sentence that nobody would remember; "Mueller has to go" is one that people do.
    private static bool StandsAlone(string words)
    {
        string[] parts = words.Split(' ');
        return !IsLink(parts[^1]) && !WordLists.Determiner.Contains(parts[^1]) && !IsLink(parts[0]) && !IsAuxiliary(parts[0]) && IsBalanced(words)
            && parts.Count(part => !WordLists.Stop.Contains(part.Trim(',', '.', ';', '\''))) >= 2;
    }

    // "are a hazardous matter" lacks what it speaks of.
    private static bool IsAuxiliary(string word) =>
        word is "is" or "are" or "was" or "were" or "be" or "been" or "being" or "has" or "have" or "had" or "will" or "would"
            or "shall" or "should" or "may" or "might" or "can" or "could" or "must" or "not";

    private static bool IsBalanced(string words) => words.AsSpan().Count('(') == words.AsSpan().Count(')');

    private static bool IsLink(string word) => WordLists.Preposition.Contains(word)
        || word is "that" or "and" or "or" or "but" or "which" or "who" or "to" or "as" or "by" or "from" or "at" or "than" or "if" or "because";

    [GeneratedRegex("\"(?<words>[^\"]*)\"")]
    private static partial Regex Quoted();
}
