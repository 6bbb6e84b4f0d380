using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>Writes tools, calls and results: functionDeclarations, functionCall and functionResponse.</summary>
internal static class GeminiTools
{
    // What Gemini's documentation on thought signatures names for calls of another model.
    private static ReadOnlySpan<byte> NotOwn => "skip_thought_signature_validator"u8;

    /// <summary>Writes the tools.</summary>
    public static void Write(Utf8JsonWriter json, IList<AITool> tools, GeminiDialect dialect)
    {
        json.WriteStartArray("tools");
        json.WriteStartObject();
        json.WriteStartArray("functionDeclarations");
        foreach (AIFunctionDeclaration tool in tools.OfType<AIFunctionDeclaration>())
        {
            json.WriteStartObject();
            json.WriteString("name", tool.Name);
            json.WriteString("description", tool.Description);
            json.WritePropertyName(dialect.OpenApiTools ? "parameters" : "parametersJsonSchema");
            (dialect.OpenApiTools ? GeminiSchema.OpenApi(tool.JsonSchema) : tool.JsonSchema).WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Writes a call. Its signature goes back as it came: models that think refuse a conversation without it.</summary>
    public static void WriteCall(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteStartObject();
        json.WriteStartObject("functionCall");
        if (CallContent.IdOf(call) is { } id)
            json.WriteString("id", id);
        json.WriteString("name", call.Name);
        json.WriteStartObject("args");
        foreach ((string name, object? value) in call.Arguments ?? new Dictionary<string, object?>())
        {
            json.WritePropertyName(name);
            JsonSerializer.Serialize(json, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        if (CallContent.SignatureOf(call) is { } signature)
            json.WriteString("thoughtSignature", signature);
        else if (CallContent.IsForeign(call))
            json.WriteBase64String("thoughtSignature", NotOwn);
        json.WriteEndObject();
    }

    /// <summary>Writes the result of a call, which the service wants as an object.</summary>
    public static void WriteResult(Utf8JsonWriter json, FunctionResultContent result, FunctionCallContent? call)
    {
        json.WriteStartObject();
        json.WriteStartObject("functionResponse");
        if (call is not null && CallContent.IdOf(call) is { } id)
            json.WriteString("id", id);
        json.WriteString("name", call?.Name ?? "");
        string text = result.Result as string ?? "";
        json.WritePropertyName("response");
        if (IsObject(text))
        {
            json.WriteRawValue(text);
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("result", text);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static bool IsObject(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith('{'))
            return false;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
