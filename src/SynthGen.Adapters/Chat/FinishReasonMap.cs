using Microsoft.Extensions.AI;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>Maps the abstraction's finish reasons to the port's.</summary>
internal static class FinishReasonMap
{
    private static readonly Dictionary<ChatFinishReason, ChatFinish> Rows = new()
    {
        [ChatFinishReason.Stop] = ChatFinish.Stop,
        [ChatFinishReason.Length] = ChatFinish.Length,
        [ChatFinishReason.ContentFilter] = ChatFinish.Blocked,
    };

    /// <summary>Maps a finish reason.</summary>
    /// <param name="reason">The reason; null if the server gave none.</param>
    /// <param name="hasCalls">
    /// Whether the reply calls tools that the request offered. Some servers say "stop" then. Without calls, tool calls as a
    /// reason become Other.
    /// </param>
    public static ChatFinish Find(ChatFinishReason? reason, bool hasCalls)
    {
        if (hasCalls && (reason is null || reason == ChatFinishReason.Stop || reason == ChatFinishReason.ToolCalls))
            return ChatFinish.ToolCalls;
        return reason is { } known ? Rows.GetValueOrDefault(known, ChatFinish.Other) : ChatFinish.Other;
    }
}
