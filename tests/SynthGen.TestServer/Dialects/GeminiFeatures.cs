using System.Text.Json;

namespace SynthGen.TestServer.Dialects;

/// <summary>Refuses what a Gemini-like server does not know, in the words of the real ones.</summary>
internal static class GeminiFeatures
{
    /// <summary>Looks through a request.</summary>
    /// <exception cref="UnknownFeatureException">It has what is unknown.</exception>
    public static void Check(JsonElement body, string model, IReadOnlyCollection<Feature> unknown)
    {
        JsonElement? config = Find(body, "generationConfig");
        foreach (Feature feature in unknown)
        {
            if (Refuse(feature, body, config, model) is var (words, parameter))
                throw new UnknownFeatureException(words, parameter);
        }
    }

    private static (string Words, string Parameter)? Refuse(Feature feature, JsonElement body, JsonElement? config, string model) => feature switch
    {
        Feature.NewestSchema => Unknown(config, "responseJsonSchema"),
        Feature.AnySchema => Unknown(config, "responseJsonSchema") ?? Unknown(config, "responseSchema"),
        Feature.RichSchema when RichSchema.IsIn(Find(config, "responseJsonSchema") ?? Find(config, "responseSchema")) => (RichSchema.Words, "generation_config"),
        Feature.JsonMode when Find(config, "responseMimeType") is not null => ($"JSON mode is not enabled for models/{model}", ""),
        Feature.Store when Find(body, "store") is not null => ("Invalid JSON payload received. Unknown name \"store\": Cannot find field.", ""),
        Feature.SystemRole when Find(body, "systemInstruction") is not null => ($"Developer instruction is not enabled for models/{model}", ""),
        Feature.Seed => Unknown(config, "seed"),
        Feature.Temperature => Unknown(config, "temperature"),
        Feature.TopP => Unknown(config, "topP"),
        Feature.MaxTokens => Unknown(config, "maxOutputTokens"),
        Feature.Thinking when Find(config, "thinkingConfig") is not null => ("Thinking is not enabled for this model.", ""),
        Feature.Tools when Find(body, "tools") is not null => ($"Function calling is not enabled for models/{model}", ""),
        Feature.ToolJsonSchema when body.GetRawText().Contains("\"parametersJsonSchema\"", StringComparison.Ordinal) =>
            ("Invalid JSON payload received. Unknown name \"parametersJsonSchema\" at 'tools[0].function_declarations[0]': Cannot find field.", "tools[0].function_declarations[0]"),
        Feature.ThinkingLevel when Find(Find(config, "thinkingConfig"), "thinkingLevel") is not null => ("Thinking level is not supported for this model.", ""),
        _ => null,
    };

    private static (string, string)? Unknown(JsonElement? config, string name) => Find(config, name) is null
        ? null
        : ($"Invalid JSON payload received. Unknown name \"{name}\" at 'generation_config': Cannot find field.", "generation_config");

    private static JsonElement? Find(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out JsonElement value) ? value : null;
}
