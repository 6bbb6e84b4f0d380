using System.Text.RegularExpressions;
using SynthGen.Conversations.Model;

namespace SynthGen.TestServer.Model;

/// <summary>A person whose turn depends only on the conversation: it asks the questions of its notes as its task says.</summary>
public static partial class UserBrain
{
    /// <summary>Begins what is asked from memory.</summary>
    public const string HalfRemembered = "I only half remember this: ";

    /// <summary>Begins questions of which each needs the answer to the one before.</summary>
    public const string StepByStep = "Step by step: ";

    /// <summary>Begins a question that refers back.</summary>
    public const string Further = "And then: ";

    /// <summary>Begins a question that fits several things.</summary>
    public const string Vague = "What of it, ";

    /// <summary>Ends a conversation.</summary>
    public const string End = "[END]";

    /// <summary>The next turn of the user.</summary>
    public static ModelReply Reply(Dialogue dialogue)
    {
        string instruction = dialogue.Instruction;
        ConversationKind kind = Enum.GetValues<ConversationKind>().FirstOrDefault(kind => instruction.Contains(ConversationPrompts.BuiltIn.TaskOf(kind)[..40], StringComparison.Ordinal));
        string[] questions = [.. Question().Matches(instruction).Select(match => match.Groups[1].Value.TrimEnd('?', '.', ' ') + "?")];
        string subject = Subject().Match(instruction).Groups[1].Value;
        int said = dialogue.Turns.Count(turn => turn.Role is DialogueRole.Assistant);
        return new ModelReply((kind, said) switch
        {
            (ConversationKind.NoTool, 0) => $"Thank you, and good morning. How much is {Number().Match(instruction).Groups[1]} plus two?",
            (ConversationKind.Unanswerable, 0) => $"What of {subject}?",
            (ConversationKind.Clarify, 0) => $"{Vague}{subject}?",
            (ConversationKind.Clarify, 1) => questions[0],
            (ConversationKind.FollowUp, 1) => Further + questions[1],
            (ConversationKind.Recover, 0) => HalfRemembered + questions[0],
            (ConversationKind.Sequence, 0) => StepByStep + string.Join(' ', questions),
            (ConversationKind.Parallel or ConversationKind.Compare, 0) => string.Join(' ', questions),
            (_, 0) => questions[0],
            _ => End,
        });
    }

    [GeneratedRegex(@"^question \d+: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Question();

    [GeneratedRegex(@"The number (\d+) tells")]
    private static partial Regex Number();

    [GeneratedRegex(@"^subject: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Subject();
}
