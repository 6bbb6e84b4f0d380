using Microsoft.Extensions.AI;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>What finish_reason means: OpenAI's words, and those of servers that call themselves compatible.</summary>
internal static class OpenAIFinishReasons
{
    private static readonly ChatFinishReason Other = new("other");

    private static readonly Dictionary<string, ChatFinishReason> Rows = new(StringComparer.OrdinalIgnoreCase)
    {
        ["stop"] = ChatFinishReason.Stop,
        ["length"] = ChatFinishReason.Length,
        ["content_filter"] = ChatFinishReason.ContentFilter,

        // Nobody offers tools here.
        ["tool_calls"] = Other,
        ["function_call"] = Other,

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

    /// <summary>What a finish reason means; an unknown one is another.</summary>
    public static ChatFinishReason Find(string word) => Rows.GetValueOrDefault(word, Other);
}
