using Microsoft.Extensions.AI;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>From the abstraction's finish reasons to those of the port.</summary>
internal static class FinishReasonMap
{
    private static readonly Dictionary<ChatFinishReason, ChatFinish> Rows = new()
    {
        [ChatFinishReason.Stop] = ChatFinish.Stop,
        [ChatFinishReason.Length] = ChatFinish.Length,
        [ChatFinishReason.ContentFilter] = ChatFinish.Blocked,
    };

    /// <summary>What a finish reason is in the port; tool calls, which nobody asked for, are another one.</summary>
    public static ChatFinish Find(ChatFinishReason? reason) =>
        reason is { } known ? Rows.GetValueOrDefault(known, ChatFinish.Other) : ChatFinish.Other;
}
