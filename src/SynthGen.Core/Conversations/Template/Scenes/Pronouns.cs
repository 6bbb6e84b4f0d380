using System.Text.RegularExpressions;
using SynthGen.Conversations.Planning;

namespace SynthGen.Conversations.Template.Scenes;

/// <summary>Puts a pronoun in the place of a name: "they" for a person, whose sex is not known, and "it" for an organization.</summary>
internal static partial class Pronouns
{
    /// <summary>Returns a question with a pronoun in the place of its only mention of a name; null if it has none, or more than one.</summary>
    /// <param name="question">The question.</param>
    /// <param name="name">The name.</param>
    /// <param name="kind">person or organization.</param>
    public static string? Refer(string question, string name, string kind)
    {
        int at = WordPlace.Of(question, name);
        if (at <= 0 || WordPlace.Of(question[(at + name.Length)..], name) >= 0)
            return null;

        string before = question[..at], after = question[(at + name.Length)..];
        if (before.EndsWith("the ", StringComparison.OrdinalIgnoreCase))
            before = before[..^4];
        bool isThing = kind == "organization";
        if (Genitive().Match(after) is { Success: true } genitive)
            return Lower(before + (isThing ? "its" : "their") + after[genitive.Length..]);

        // "What did X tell …", "Where is X mentioned": the name is the subject.
        if (Auxiliary().Match(before) is { Success: true } auxiliary)
        {
            string verb = isThing ? auxiliary.Value : auxiliary.Value.TrimEnd() switch { "is" => "are ", "was" => "were ", "does" => "do ", _ => auxiliary.Value };
            return Lower(before[..auxiliary.Index] + verb + (isThing ? "it" : "they") + after);
        }

        return Preposition().IsMatch(before) ? Lower(before + (isThing ? "it" : "them") + after) : null;
    }

    private static string Lower(string question) => char.ToLowerInvariant(question[0]) + question[1..];

    [GeneratedRegex("^(?:'s|’s|'|’)(?= )")]
    private static partial Regex Genitive();

    [GeneratedRegex(@"\b(?:did|is|was|does|do|are|were) $")]
    private static partial Regex Auxiliary();

    [GeneratedRegex(@"\b(?:with|to|from|of|about|by|for|between|against|on|tell|ask|told|asked|mentions|both|and|regarding|involving|concerning|send|give|warn|direct|instruct|order|urge|encourage|advise|inform|email|text|call|contact|meet) $")]
    private static partial Regex Preposition();
}
