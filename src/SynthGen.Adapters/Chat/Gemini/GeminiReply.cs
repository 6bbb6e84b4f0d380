using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Json;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>Reads the body of a generateContent response.</summary>
internal static class GeminiReply
{
    /// <summary>The response, put together if it came in pieces; null if the body holds neither a candidate nor why there is none.</summary>
    /// <exception cref="JsonException">A text is broken, or a stream breaks off.</exception>
    public static ChatResponse? Read(IReadOnlyList<JsonElement> documents)
    {
        // A stream that nobody asked for comes as events or as one list.
        JsonElement[] pieces = [.. documents.SelectMany<JsonElement, JsonElement>(document => document.ValueKind == JsonValueKind.Array ? document.EnumerateArray() : [document])];
        ChatMessage message = new(ChatRole.Assistant, new List<AIContent>());
        ChatResponse response = new(message);
        string? word = null, token = null, blocked = null;
        bool isReply = false;
        foreach (JsonElement piece in pieces)
        {
            response.ModelId ??= piece.Text("modelVersion");
            response.ResponseId ??= piece.Text("responseId");
            response.Usage = piece.Property("usageMetadata") is { } usage ? Usage(usage) : response.Usage;
            blocked ??= piece.Property("promptFeedback")?.Text("blockReason");
            if (piece.Items("candidates").Select(candidate => (JsonElement?)candidate).FirstOrDefault() is not { } first)
                continue;
            isReply = true;
            AddParts(message, first);
            word = first.Text("finishReason") ?? word;
            token = first.Text(ContinuationChatClient.Token) ?? token;
        }

        if (!isReply)
        {
            // A blocked prompt has no candidates.
            return blocked is null ? null : Finished(response, ChatFinishReason.ContentFilter, blocked);
        }

        TakeAnswerFromThoughts(message);
        if (pieces.Length > 1 && word is null && !CompleteJson.IsIn(response.Text))
            throw new JsonException("The stream broke off.");
        ChatFinishReason finish = GeminiFinishReasons.Find(word ?? ReplyProperties.NoFinishReason);
        if (finish == GeminiFinishReasons.Continuation && token is not null)
            (response.AdditionalProperties ??= [])[ContinuationChatClient.Token] = token;
        return Finished(response, finish, word ?? ReplyProperties.NoFinishReason);
    }

    private static void AddParts(ChatMessage message, JsonElement candidate)
    {
        foreach (JsonElement part in candidate.Property("content")?.Items("parts") ?? [])
        {
            if (part.Text("text") is { } text)
                message.Contents.Add(IsThought(part) ? new TextReasoningContent(text) : new TextContent(text));
            else if (part.Property("functionCall") is { ValueKind: JsonValueKind.Object } call)
                message.Contents.Add(CallContent.Create(call.Text("id"), call.Text("name") ?? "", call.Property("args")?.GetRawText() ?? "", part.Text("thoughtSignature")));
        }
    }

    // JSON that is marked as thought, with nothing else said, is the answer.
    private static void TakeAnswerFromThoughts(ChatMessage message)
    {
        string thoughts = string.Concat(message.Contents.OfType<TextReasoningContent>().Select(thought => thought.Text));
        if (message.Text.Length == 0 && CompleteJson.Is(thoughts) && !message.Contents.Any(content => content is FunctionCallContent))
            message.Contents.Add(new TextContent(thoughts));
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
        int? thoughts = usage.Count("thoughtsTokenCount");
        return new UsageDetails
        {
            InputTokenCount = usage.Count("promptTokenCount"),
            CachedInputTokenCount = usage.Count("cachedContentTokenCount"),
            OutputTokenCount = usage.Count("candidatesTokenCount") is { } candidates ? candidates + (thoughts ?? 0) : thoughts,
            ReasoningTokenCount = thoughts,
            TotalTokenCount = usage.Count("totalTokenCount"),
        };
    }
}
