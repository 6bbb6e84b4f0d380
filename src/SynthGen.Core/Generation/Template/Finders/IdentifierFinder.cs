using System.Text.RegularExpressions;
using SynthGen.Text;

namespace SynthGen.Generation.Template.Finders;

/// <summary>Finds identifiers of records: docket, serial and production numbers.</summary>
internal static partial class IdentifierFinder
{
    /// <summary>Finds the identifiers in a sentence.</summary>
    public static IEnumerable<Span> Find(string sentence)
    {
        if (!DecimalDigits.Any(sentence))
            yield break;

        foreach (Match match in Identifier().Matches(sentence))
            yield return new Span(match.Index, match.Index + match.Length, match.Value);
    }

    [GeneratedRegex(@"\b[A-Z]{2,6}[-_]?\d{4,}(?:[-_]\d+)*\b|\bNo\. \d{1,4}-(?:cv|cr|mc|[a-z]{2})-\d{2,6}\b|\b[A-Z]{1,4}-[A-Z0-9]{1,5}-\d{2,6}\b")]
    private static partial Regex Identifier();
}
