using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>Writes the body of a generateContent request.</summary>
internal static class GeminiRequest
{
    private static readonly ConditionalWeakTable<ChatResponseFormatJson, SaidSchema> Schemas = [];

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

        GeminiDialect? given = null;
        options?.AdditionalProperties?.TryGetValue(GeminiDialect.Property, out given);
        GeminiDialect dialect = given ?? new();

        // The writer asks for three bytes a character before it writes one; growing would copy it all again.
        ArrayBufferWriter<byte> buffer = new(4096 + turns.Sum(turn => turn.Text.Length) * 3);
        using (Utf8JsonWriter json = new(buffer, Writing))
        {
            json.WriteStartObject();
            WriteInstruction(json, turns, options);
            if (options?.Tools is { Count: > 0 } tools)
                GeminiTools.Write(json, tools, dialect);
            WriteTurns(json, turns);
            WriteConfiguration(json, model, options, dialect);

            // Newer projects keep requests for 55 days otherwise.
            if (dialect.Store)
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
        Dictionary<string, FunctionCallContent> calls = [];
        ChatRole? open = null;
        foreach (ChatMessage turn in turns)
        {
            if (turn.Role == ChatRole.System)
                continue;

            // The results of the calls of one turn belong into one turn.
            if (open != ChatRole.Tool || turn.Role != ChatRole.Tool)
            {
                CloseTurn(json, open);
                json.WriteStartObject();
                json.WriteString("role", turn.Role == ChatRole.Assistant ? "model" : "user");
                json.WriteStartArray("parts");
            }

            open = turn.Role;
            WriteParts(json, turn, calls);
        }

        CloseTurn(json, open);
        json.WriteEndArray();
    }

    private static void CloseTurn(Utf8JsonWriter json, ChatRole? open)
    {
        if (open is null)
            return;
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, ChatMessage turn, Dictionary<string, FunctionCallContent> calls)
    {
        if (!turn.Contents.Any(content => content is FunctionCallContent or FunctionResultContent))
        {
            WritePart(json, turn.Text);
            return;
        }

        foreach (AIContent content in turn.Contents)
        {
            switch (content)
            {
                case FunctionCallContent call:
                    calls[call.CallId] = call;
                    GeminiTools.WriteCall(json, call);
                    break;
                case FunctionResultContent result:
                    GeminiTools.WriteResult(json, result, calls.GetValueOrDefault(result.CallId));
                    break;
                case TextContent text:
                    WritePart(json, text.Text);
                    break;
            }
        }
    }

    private static void WritePart(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WriteConfiguration(Utf8JsonWriter json, string model, ChatOptions? options, GeminiDialect dialect)
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
        if (options.ResponseFormat is ChatResponseFormatJson format && dialect.Form != GeminiReplyForm.Unsaid)
        {
            json.WriteString("responseMimeType", "application/json");
            if (format.Schema is not null && dialect.Form != GeminiReplyForm.AnyJson)
            {
                // As it was written, not gone over again for every page.
                json.WritePropertyName(dialect.Form == GeminiReplyForm.JsonSchema ? "responseJsonSchema" : "responseSchema");
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(Schemas.GetValue(format, static one => new SaidSchema(one.Schema!.Value)).In(dialect)), skipInputValidation: true);
            }
        }

        if (options.Reasoning?.Effort is { } effort)
            GeminiThinking.Write(json, model, effort, dialect.Thinking);
        json.WriteEndObject();
    }

    // The forms of one schema, each made once.
    private sealed class SaidSchema(JsonElement whole)
    {
        private readonly Lazy<JsonElement> _simple = new(() => GeminiSchema.Simple(whole));
        private readonly Lazy<JsonElement> _openApi = new(() => GeminiSchema.OpenApi(whole));
        private readonly Lazy<JsonElement> _simpleOpenApi = new(() => GeminiSchema.OpenApi(GeminiSchema.Simple(whole)));

        public JsonElement In(GeminiDialect dialect) => (dialect.Form, dialect.SimpleSchema) switch
        {
            (GeminiReplyForm.OpenApiSchema, true) => _simpleOpenApi.Value,
            (GeminiReplyForm.OpenApiSchema, false) => _openApi.Value,
            (_, true) => _simple.Value,
            _ => whole,
        };
    }
}
