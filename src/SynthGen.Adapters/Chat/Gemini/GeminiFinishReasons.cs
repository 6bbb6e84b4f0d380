using Microsoft.Extensions.AI;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>Maps the Gemini API's finish reasons; every documented one has its row.</summary>
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

        // Requests ask for no images, and calls end with STOP, so these are errors of the model.
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

    /// <summary>Maps a finish reason; an unknown one becomes Other.</summary>
    public static ChatFinishReason Find(string word) => Rows.GetValueOrDefault(word, Other);
}
