using Microsoft.Extensions.AI;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>What the Gemini API's finish reasons mean; every one that it documents has its row.</summary>
internal static class GeminiFinishReasons
{
    /// <summary>The reply stopped at the limit of one request and goes on with its token; see <see cref="ContinuationChatClient"/>.</summary>
    public static readonly ChatFinishReason Continuation = new("continuation");

    private static readonly ChatFinishReason Other = new("other");

    private static readonly Dictionary<string, ChatFinishReason> Rows = new(StringComparer.OrdinalIgnoreCase)
    {
        ["STOP"] = ChatFinishReason.Stop,
        ["MAX_TOKENS"] = ChatFinishReason.Length,
        ["CONTINUATION"] = Continuation,

        ["SAFETY"] = ChatFinishReason.ContentFilter,
        ["RECITATION"] = ChatFinishReason.ContentFilter,
        ["BLOCKLIST"] = ChatFinishReason.ContentFilter,
        ["PROHIBITED_CONTENT"] = ChatFinishReason.ContentFilter,
        ["SPII"] = ChatFinishReason.ContentFilter,
        ["LANGUAGE"] = ChatFinishReason.ContentFilter,
        ["IMAGE_SAFETY"] = ChatFinishReason.ContentFilter,
        ["IMAGE_PROHIBITED_CONTENT"] = ChatFinishReason.ContentFilter,
        ["IMAGE_RECITATION"] = ChatFinishReason.ContentFilter,

        // No tools and no images are asked for: these are faults of the model.
        ["MALFORMED_FUNCTION_CALL"] = Other,
        ["MALFORMED_RESPONSE"] = Other,
        ["MISSING_THOUGHT_SIGNATURE"] = Other,
        ["UNEXPECTED_TOOL_CALL"] = Other,
        ["TOO_MANY_TOOL_CALLS"] = Other,
        ["IMAGE_OTHER"] = Other,
        ["NO_IMAGE"] = Other,
        ["OTHER"] = Other,
        ["FINISH_REASON_UNSPECIFIED"] = Other,
    };

    /// <summary>What a finish reason means; an unknown one is another.</summary>
    public static ChatFinishReason Find(string word) => Rows.GetValueOrDefault(word, Other);
}
