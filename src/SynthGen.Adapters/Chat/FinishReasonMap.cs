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

    /// <summary>Maps a finish reason. Tool calls become Other, because no request offers tools.</summary>
    public static ChatFinish Find(ChatFinishReason? reason) =>
        reason is { } known ? Rows.GetValueOrDefault(known, ChatFinish.Other) : ChatFinish.Other;
}
