using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Json;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>Reads the body of a generateContent response.</summary>
internal static class GeminiReply
{
    /// <summary>The response; null if the body holds neither a candidate nor a reason for its absence.</summary>
    public static ChatResponse? Read(JsonElement root)
    {
        ChatMessage message = new(ChatRole.Assistant, new List<AIContent>());
        ChatResponse response = new(message)
        {
            ModelId = root.Text("modelVersion"),
            ResponseId = root.Text("responseId"),
            Usage = root.Property("usageMetadata") is { } usage ? Usage(usage) : null,
        };

        if (root.Items("candidates").Select(candidate => (JsonElement?)candidate).FirstOrDefault() is not { } first)
        {
            // A blocked prompt has no candidates.
            return root.Property("promptFeedback")?.Text("blockReason") is { } reason
                ? Finished(response, ChatFinishReason.ContentFilter, reason)
                : null;
        }

        foreach (JsonElement part in first.Property("content")?.Items("parts") ?? [])
        {
            if (part.Text("text") is { } text)
                message.Contents.Add(IsThought(part) ? new TextReasoningContent(text) : new TextContent(text));
        }

        string word = first.Text("finishReason") ?? ReplyProperties.NoFinishReason;
        ChatFinishReason finish = GeminiFinishReasons.Find(word);
        if (finish == GeminiFinishReasons.Continuation && first.Text(ContinuationChatClient.Token) is { } token)
            (response.AdditionalProperties ??= [])[ContinuationChatClient.Token] = token;
        return Finished(response, finish, word);
    }

    private static ChatResponse Finished(ChatResponse response, ChatFinishReason finish, string word)
    {
        response.FinishReason = finish;
        (response.AdditionalProperties ??= [])[ReplyProperties.FinishReason] = word;
        return response;
    }

    private static bool IsThought(JsonElement part) => part.Property("thought") is { ValueKind: JsonValueKind.True };

    private static UsageDetails Usage(JsonElement usage)
    {
        int? thoughts = usage.Number("thoughtsTokenCount");
        return new UsageDetails
        {
            InputTokenCount = usage.Number("promptTokenCount"),
            CachedInputTokenCount = usage.Number("cachedContentTokenCount"),
            OutputTokenCount = usage.Number("candidatesTokenCount") is { } candidates ? candidates + (thoughts ?? 0) : thoughts,
            ReasoningTokenCount = thoughts,
            TotalTokenCount = usage.Number("totalTokenCount"),
        };
    }
}
