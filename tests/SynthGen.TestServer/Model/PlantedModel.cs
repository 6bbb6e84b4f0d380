using System.Text.RegularExpressions;

namespace SynthGen.TestServer.Model;

/// <summary>
/// Models that are wrong in known ways, for questions that say what is due: "by words: w", "by meaning: w", "nowhere: w", "vague: w",
/// "missing: w", or small talk. After a tool's result they answer.
/// </summary>
public static partial class PlantedModel
{
    /// <summary>What stands in wrong arguments; no page has it.</summary>
    public const string WrongText = "zyzzyva qoph";

    /// <summary>Does what is due.</summary>
    public static ModelReply Right(Dialogue dialogue) => Known(dialogue) ?? (Due(dialogue) switch
    {
        ("by words", var word) => Call("full_text_search", word),
        ("by meaning" or "nowhere", var word) => Call("vector_search", word),
        ("vague", _) => new ModelReply("Which one do you mean?"),
        ("missing", _) => new ModelReply("None of my tools can find that."),
        _ => new ModelReply("You are welcome."),
    });

    /// <summary>Always searches for words.</summary>
    public static ModelReply AlwaysWords(Dialogue dialogue) => Known(dialogue) ?? Call("full_text_search", Due(dialogue).Word);

    /// <summary>Calls the right tool with the wrong text.</summary>
    public static ModelReply WrongArgument(Dialogue dialogue) =>
        Right(dialogue) is { Calls: [var call] } ? Call(call.Name, WrongText) : Right(dialogue);

    /// <summary>Calls a tool that is offered where none is due.</summary>
    public static ModelReply AlwaysCalls(Dialogue dialogue) =>
        Known(dialogue) ?? (Right(dialogue) is { Calls.Count: > 0 } right ? right : Call(dialogue.Tools[0].Name, Due(dialogue).Word));

    /// <summary>Asks back, whatever is due.</summary>
    public static ModelReply AlwaysAsks(Dialogue dialogue) => new("Which one do you mean?");

    private static ModelReply? Known(Dialogue dialogue) => dialogue.Turns[^1].Role is DialogueRole.Tool ? new ModelReply("It is on that page.") : null;

    private static (string Due, string Word) Due(Dialogue dialogue) =>
        Question().Match(dialogue.Question) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : ("", dialogue.Question);

    private static ModelReply Call(string tool, string text) => new((string?)null) { Calls = [new DialogueCall("tc1", tool, $$"""{"query":"{{text}}"}""")] };

    [GeneratedRegex("(by words|by meaning|nowhere|vague|missing): (\\w+)")]
    private static partial Regex Question();
}
