using System.Text.Json;

namespace SynthGen.TestServer.Dialects;

/// <summary>Refuses what an OpenAI-like server does not know, in the words of real ones.</summary>
internal static class OpenAIFeatures
{
    /// <summary>Looks through a request.</summary>
    /// <param name="body">The request.</param>
    /// <param name="unknown">What is unknown.</param>
    /// <param name="isTerse">Whether the words say nothing, so that the parameter alone does.</param>
    /// <exception cref="UnknownFeatureException">It has what is unknown.</exception>
    public static void Check(JsonElement body, IReadOnlyCollection<Feature> unknown, bool isTerse)
    {
        foreach (Feature feature in unknown)
        {
            if (Refuse(feature, body) is var (words, parameter))
                throw new UnknownFeatureException(isTerse ? "The request is invalid." : words, parameter);
        }
    }

    private static (string Words, string Parameter)? Refuse(Feature feature, JsonElement body)
    {
        JsonElement? format = Find(body, "response_format"), schema = Find(format, "json_schema");
        return feature switch
        {
            Feature.NewestSchema when Find(schema, "strict") is { ValueKind: JsonValueKind.True } =>
                ("Invalid schema for response_format 'reply': In context=(), 'additionalProperties' is required to be supplied and to be false.", "response_format"),
            Feature.AnySchema when schema is not null => ("This response_format type is unavailable now", "response_format"),
            Feature.RichSchema when RichSchema.IsIn(schema) => (RichSchema.Words, "response_format"),
            Feature.JsonMode when format is not null => ("response_format is not supported by this model", "response_format"),
            Feature.SystemRole when HasSystem(body) => ("System role not supported", "messages[0].role"),
            Feature.Seed => Unknown(body, "seed"),
            Feature.Temperature when Find(body, "temperature") is not null =>
                ("Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.", "temperature"),
            Feature.TopP => Unknown(body, "top_p"),
            Feature.Thinking => Unknown(body, "reasoning_effort"),
            Feature.Tools when Find(body, "tools") is not null => ("registry.ollama.ai/library/probe does not support tools", ""),
            Feature.MaxTokens when Find(body, "max_tokens") is not null =>
                ("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "max_tokens"),
            Feature.MaxCompletionTokens => Unknown(body, "max_completion_tokens"),
            _ => null,
        };
    }

    private static bool HasSystem(JsonElement body) => Find(body, "messages") is { ValueKind: JsonValueKind.Array } messages
        && messages.EnumerateArray().Any(message => Find(message, "role") is { } role && role.ValueEquals("system"u8));

    private static (string, string)? Unknown(JsonElement body, string name) =>
        Find(body, name) is null ? null : ($"Unrecognized request argument supplied: {name}", name);

    private static JsonElement? Find(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
