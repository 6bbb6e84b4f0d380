using System.Text.RegularExpressions;

namespace SynthGen.Generation.Template.Finders;

/// <summary>Finds sums of money.</summary>
internal static partial class AmountFinder
{
    /// <summary>Finds the sums in a sentence.</summary>
    public static IEnumerable<Span> Find(string sentence)
    {
        foreach (Match match in Amount().Matches(sentence))
            yield return new Span(match.Index, match.Index + match.Length, match.Value.Replace("$ ", "$"));
    }

    [GeneratedRegex(@"(?:US)?[$€£] ?(?:\d{1,3}(?:,\d{3})+|\d{2,})(?:\.\d{1,2})?(?: (?:million|billion|thousand))?(?![\d,.]*\d)|[$€£] ?\d(?:\.\d{1,2})? (?:million|billion)\b")]
    private static partial Regex Amount();
}
