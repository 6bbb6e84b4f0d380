using Microsoft.Extensions.AI;

namespace SynthGen.Adapters.Chat.Dialects;

/// <summary>The instruction, for models whose template has no role for it.</summary>
internal static class SystemTurn
{
    /// <summary>Says that it is folded.</summary>
    public const string Folded = "The instruction stands at the beginning of the user's first turn from here on";

    private static readonly string[] Names = ["systemInstruction", "system_instruction", "developer instruction", "system instruction", "system role", "system message", "system messages", "system prompt", "messages[0].role"];

    private static readonly string[] TemplateWords = ["roles must alternate", "only user and assistant roles", "only user and model roles", "valid role: user, model"];

    /// <summary>Whether a refusal is about the role of the instruction.</summary>
    public static bool IsRefusedBy(Refusal refusal) => refusal.HasSystem
        && (refusal.Points("role", "system", "systemInstruction", "system_instruction") || refusal.Says(TemplateWords) || (refusal.IsUnknown && refusal.Names(Names)));

    /// <summary>The same turns, with the instruction as the beginning of the user's first one.</summary>
    public static IReadOnlyList<ChatMessage> Fold(IReadOnlyList<ChatMessage> messages)
    {
        string instruction = string.Join("\n\n", messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text));
        List<ChatMessage> turns = [.. messages.Where(message => message.Role != ChatRole.System)];
        int first = turns.FindIndex(message => message.Role == ChatRole.User);
        if (instruction.Length == 0 || first < 0)
            return messages;
        turns[first] = new ChatMessage(ChatRole.User, $"{instruction}\n\n{turns[first].Text}");
        return turns;
    }
}
