using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>Writes the body of a generateContent request.</summary>
internal static class GeminiRequest
{
    private static readonly JsonWriterOptions Writing = new()
    {
        // The body is not put into HTML, so text that is not ASCII needs no escapes; that halves its size.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>The body.</summary>
    public static HttpContent Content(string model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        IReadOnlyList<ChatMessage> turns = messages as IReadOnlyList<ChatMessage> ?? [.. messages];

        // The writer reserves three bytes a character before it writes; growing would copy everything again.
        ArrayBufferWriter<byte> buffer = new(4096 + turns.Sum(turn => turn.Text.Length) * 3);
        using (Utf8JsonWriter json = new(buffer, Writing))
        {
            json.WriteStartObject();
            WriteInstruction(json, turns, options);
            WriteTurns(json, turns);
            WriteConfiguration(json, model, options);

            // Without this, newer projects store requests for 55 days.
            json.WriteBoolean("store", false);
            if (options?.AdditionalProperties?.TryGetValue(ContinuationChatClient.Token, out string? token) == true)
                json.WriteString(ContinuationChatClient.Token, token);
            json.WriteEndObject();
        }

        return new ReadOnlyMemoryContent(buffer.WrittenMemory)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
        };
    }

    private static void WriteInstruction(Utf8JsonWriter json, IReadOnlyList<ChatMessage> turns, ChatOptions? options)
    {
        if (options?.Instructions is null && !turns.Any(turn => turn.Role == ChatRole.System))
            return;
        json.WriteStartObject("systemInstruction");
        json.WriteStartArray("parts");
        if (options?.Instructions is { } instructions)
            WritePart(json, instructions);
        foreach (ChatMessage turn in turns)
        {
            if (turn.Role == ChatRole.System)
                WritePart(json, turn.Text);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTurns(Utf8JsonWriter json, IReadOnlyList<ChatMessage> turns)
    {
        json.WriteStartArray("contents");
        foreach (ChatMessage turn in turns)
        {
            if (turn.Role == ChatRole.System)
                continue;
            json.WriteStartObject();
            json.WriteString("role", turn.Role == ChatRole.Assistant ? "model" : "user");
            json.WriteStartArray("parts");
            WritePart(json, turn.Text);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WriteConfiguration(Utf8JsonWriter json, string model, ChatOptions? options)
    {
        if (options is null)
            return;
        json.WriteStartObject("generationConfig");
        if (options.Temperature is { } temperature)
            json.WriteNumber("temperature", temperature);
        if (options.TopP is { } topP)
            json.WriteNumber("topP", topP);
        if (options.MaxOutputTokens is { } tokens)
            json.WriteNumber("maxOutputTokens", tokens);
        if (options.Seed is { } seed)
            json.WriteNumber("seed", seed);
        if (options.ResponseFormat is ChatResponseFormatJson format)
        {
            json.WriteString("responseMimeType", "application/json");
            if (format.Schema is { } schema)
            {
                // Raw, so that the schema is not parsed again for every page.
                json.WritePropertyName("responseJsonSchema");
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(schema), skipInputValidation: true);
            }
        }

        if (options.Reasoning?.Effort is { } effort)
            GeminiThinking.Write(json, model, effort);
        json.WriteEndObject();
    }
}
