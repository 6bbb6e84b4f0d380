using Microsoft.Extensions.AI;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>Maps finish_reason: OpenAI's words and those of compatible servers.</summary>
internal static class OpenAIFinishReasons
{
    private static readonly ChatFinishReason Other = new("other");

    private static readonly Dictionary<string, ChatFinishReason> Rows = new(StringComparer.OrdinalIgnoreCase)
    {
        ["stop"] = ChatFinishReason.Stop,
        ["length"] = ChatFinishReason.Length,
        ["content_filter"] = ChatFinishReason.ContentFilter,

        ["tool_calls"] = ChatFinishReason.ToolCalls,
        ["function_call"] = ChatFinishReason.ToolCalls,
        ["tool_use"] = ChatFinishReason.ToolCalls,

        ["eos"] = ChatFinishReason.Stop,
        ["eos_token"] = ChatFinishReason.Stop,
        ["end_turn"] = ChatFinishReason.Stop,
        ["stop_sequence"] = ChatFinishReason.Stop,
        ["max_tokens"] = ChatFinishReason.Length,
        ["model_length"] = ChatFinishReason.Length,
        ["safety"] = ChatFinishReason.ContentFilter,
        ["recitation"] = ChatFinishReason.ContentFilter,
        ["refusal"] = ChatFinishReason.ContentFilter,
        ["abort"] = Other,
        ["error"] = Other,
        ["insufficient_system_resource"] = Other,
    };

    /// <summary>Maps a finish reason; an unknown one becomes Other.</summary>
    public static ChatFinishReason Find(string word) => Rows.GetValueOrDefault(word, Other);
}
