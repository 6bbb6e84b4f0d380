using System.Text.RegularExpressions;
using SynthGen.Text;

namespace SynthGen.Generation.Template.Finders;

/// <summary>Finds legal citations: statutes and regulations, rules of procedure, cases, sections and exhibits.</summary>
internal static partial class CitationFinder
{
    /// <summary>Finds the citations in a sentence, each with its kind: citation, case or provision.</summary>
    public static IEnumerable<Finding> Find(string sentence)
    {
        int end = 0;
        // A pattern is tried where its mark stands: most sentences have none.
        foreach (Match match in Marked(Statute(), sentence, "§"))
        {
            end = match.Index + match.Length;
            yield return new Finding("citation", Tidy(match));
        }

        foreach (Match match in Marked(Rule(), sentence, "Fed."))
            yield return new Finding("citation", Tidy(match));

        foreach (Match match in CaseReporter.Rule().Matches(sentence))
            yield return new Finding("citation", Tidy(match));

        foreach (Match match in Marked(Case(), sentence, " v. "))
        {
            Group name = match.Groups["case"];
            if (!IsCut(sentence.AsSpan(0, name.Index)) && !GoesOn().IsMatch(sentence.AsSpan(name.Index + name.Length)) && !MisreadTokenFilter.Any(name.Value.Replace(" v. ", " ")))
                yield return new Finding("case", new Span(name.Index, name.Index + name.Length, WithoutStop(name.Value)));
        }

        foreach (Match match in Provision().Matches(sentence))
        {
            if (match.Index >= end)
                yield return new Finding("provision", Tidy(match));
        }
    }

    private static IEnumerable<Match> Marked(Regex pattern, string sentence, string mark) =>
        sentence.Contains(mark, StringComparison.Ordinal) ? pattern.Matches(sentence) : [];

    // "Society for Better Roads v. Doe": what stands before "Better Roads" belongs to the name, or may belong to it.
    private static bool IsCut(ReadOnlySpan<char> before) => Linked().IsMatch(before);

    // The point of "Lumber Co." belongs to the name.
    private static string WithoutStop(string name) =>
        name[(name.LastIndexOf(' ') + 1)..].TrimEnd('.').ToLowerInvariant() is "co" or "inc" or "corp" or "ltd" or "rel" or "assn" ? name : name.TrimEnd('.', ',');

    private static Span Tidy(Match match)
    {
        Group span = match.Groups["cite"];
        string text = Points().Replace(span.Value, "$1").Replace("§§", "§").Replace("§  ", "§ ");
        if (text.StartsWith("Sections ", StringComparison.Ordinal))
            text = "Section " + text["Sections ".Length..];
        return new Span(span.Index, span.Index + span.Length, text.TrimEnd('.', ' '));
    }

    // "18 U.S.C. § 1001", "28 C.F.R. § 600.8(c)", "N.Y. Gen. Oblig. Law § 5-321", "Justice Manual § 9-27.000"
    [GeneratedRegex(@"(?<cite>(?:\d{1,2} (?:U\. ?S\. ?C\.|C\. ?F\. ?R\.)|(?<![\w.])(?:N\.Y\. |Cal\. |Del\. |Tex\. )?(?:(?!See|Under|And|In|The|By)[A-Z][A-Za-z]*\.? ){1,3}|(?<![\w.])(?!C\.F\.R|U\.S\.C)(?:[A-Z]\.){2,4} (?:(?:[A-Z]\.){2,4} )?)\s?§{1,2} ?\d[\dA-Za-z]*(?:[.\-–]\d+)*(?: ?\((?!(?:1[5-9]|20)\d\d\))[0-9A-Za-z]{1,4}\))*)")]
    private static partial Regex Statute();

    // "Fed. R. Crim. P. 6(e)"
    [GeneratedRegex(@"(?<cite>Fed\. ?R\. ?(?:Crim|Civ|Evid|App|Bankr)\. ?(?:P\. ?)?\d{1,4}(?:\.\d+)?(?: ?\([0-9A-Za-z]{1,4}\))*)")]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<!\w)(?!(?:See|As|But|Like|Unlike|Except) )[A-Z][\w'&.\-]* (?:for|of|and|&|in|on|to) (?:the )?$|\b(?:ex )?rel\. $|(?<!\w)(?!(?:See|In|Cf|Under|But|And|The|Also|Compare|Accord|With|Both|Like|Unlike|After|Before|Since|When|While|As|Of) $)[A-Z][\w'&\-]+ $")]
    private static partial Regex Linked();

    // "Fitch v. College of Pilots" and Keepers
    [GeneratedRegex(@"^ (?:and|&) [A-Z][a-z]+(?! (?:[A-Z][\w.]* )*v\.)")]
    private static partial Regex GoesOn();

    // "United States v. Manafort"
    [GeneratedRegex(@"(?<case>(?<![A-Za-z.](?<!e\.g\.) ?, )(?!See |In |Cf|Under |But |And |The |Inc|Corp|Co\.|Ltd|LLC|Assn|Ann\.|Id\.)[A-Z][A-Za-z'&\-]+\.?(?: (?:[A-Z][A-Za-z'&\-]*\.?|of|for|the|&)){0,7} v\. [A-Z][A-Za-z'&\-]+\.?(?: (?:(?!In |The )[A-Z][A-Za-z'&\-]*\.?|of|for|the|ex rel\.|&(?= [A-Z]))){0,5})(?=[ ,;.)]|$)")]
    private static partial Regex Case();

    // "Section 3.2", "Article II", "Exhibit 14", "Executive Order 13848"
    [GeneratedRegex(@"\b(?<cite>(?:Sections?|Article|Exhibit|Schedule|Appendix|Count|Rule|Executive Order|Amendment) (?:\d{1,5}(?:\.\d{1,3})*(?:\([0-9A-Za-z]{1,4}\))*|[IVX]{1,5}(?:\.[A-Z](?:\.\d)?)?|[A-Z](?![a-z'])))(?![\d,]\d)")]
    private static partial Regex Provision();

    [GeneratedRegex(@"(?<=\b[A-Z]\.) (?=[A-Z]\.)|(?<=§) {2,}| (?=\()()")]
    private static partial Regex Points();
}
