using System.Text.RegularExpressions;
using SynthGen.Text;

namespace SynthGen.Generation.Template.Finders;

/// <summary>Finds terms that the page defines, and abbreviations that it spells out.</summary>
internal static partial class TermFinder
{
    /// <summary>Finds defined terms in quotation marks (kind term; reference if the definition stands elsewhere) and abbreviations (kind acronym).</summary>
    public static IEnumerable<Finding> Find(string sentence)
    {
        foreach (Match match in Defined().Matches(sentence))
        {
            Group term = match.Groups["term"];
            if (!MisreadTokenFilter.Any(term.Value) && term.Value.AsSpan().Count(' ') <= 4)
                yield return new Finding(Elsewhere().IsMatch(sentence.AsSpan(match.Index)) ? "reference" : "term", new Span(term.Index, term.Index + term.Length, $"\"{term.Value.Trim(' ', ',')}\""));
        }

        if (!sentence.Contains('('))
            yield break;

        foreach (Match match in Acronym().Matches(sentence))
        {
            Group acronym = match.Groups["acronym"];
            if (SpellsOut(match.Groups["words"].Value, acronym.Value))
                yield return new Finding("acronym", new Span(acronym.Index, acronym.Index + acronym.Length, acronym.Value));
        }
    }

    private static bool SpellsOut(string words, string acronym)
    {
        int found = 0;
        foreach (string word in words.Split(' ', '-').Reverse())
        {
            if (found < acronym.Length && word.Length > 0 && word[0] == acronym[acronym.Length - 1 - found])
                found++;
        }

        return found == acronym.Length;
    }

    // (the "Commencement Date"), (collectively, "Rent"), "Premises" means …
    [GeneratedRegex("\\((?:[a-z ,]{0,24})\"(?<term>[A-Z][^\"]{2,40})\"\\)|\"(?<term>[A-Z][\\w \\-]{2,40}),?\" (?:means|shall mean|refers to|has the meaning|shall have the meaning|is defined)")]
    private static partial Regex Defined();

    // "X" shall have the meaning set forth in Section 5
    [GeneratedRegex("^\"[^\"]*\",? (?:[a-z]+ ){1,3}(?:meaning|defined|meanings)[a-z ]{0,40}(?:Section|Article|Schedule|Exhibit|Clause|Paragraph|Annex)\\b")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"(?<words>(?:[A-Z][\w'&-]+|of|the|for|and|on|to)(?: (?:[A-Z][\w'&-]+|of|the|for|and|on|to)){1,9}) \((?<acronym>[A-Z]{2,6})\)")]
    private static partial Regex Acronym();
}
