namespace SynthGen.TestServer.Dialects;

/// <summary>A feature that a server or a model may not know. It refuses a request with the feature with 400, in the words of such a server.</summary>
public enum Feature
{
    /// <summary>A schema of the reply in the service's own newest form: responseJsonSchema, or a strict json_schema.</summary>
    NewestSchema,

    /// <summary>A schema of the reply in any form: also responseSchema, or json_schema that is not strict.</summary>
    AnySchema,

    /// <summary>A schema with bounds, lengths, patterns or descriptions: "too many states".</summary>
    RichSchema,

    /// <summary>JSON asked for as such, with a schema or without.</summary>
    JsonMode,

    /// <summary>"store" (Gemini).</summary>
    Store,

    /// <summary>The instruction in a role of its own.</summary>
    SystemRole,

    /// <summary>A seed.</summary>
    Seed,

    /// <summary>A temperature.</summary>
    Temperature,

    /// <summary>top_p.</summary>
    TopP,

    /// <summary>How much a model thinks, however it is said.</summary>
    Thinking,

    /// <summary>Thinking by a level (Gemini).</summary>
    ThinkingLevel,

    /// <summary>max_tokens (OpenAI), maxOutputTokens (Gemini).</summary>
    MaxTokens,

    /// <summary>max_completion_tokens (OpenAI).</summary>
    MaxCompletionTokens,

    /// <summary>Tools to call.</summary>
    Tools,

    /// <summary>Parameters of tools as a JSON Schema: parametersJsonSchema (Gemini).</summary>
    ToolJsonSchema,
}

/// <summary>A request has what the server does not know.</summary>
/// <param name="message">The server's words.</param>
/// <param name="parameter">The parameter by its name on the wire.</param>
internal sealed class UnknownFeatureException(string message, string parameter) : FormatException(message)
{
    public string Parameter { get; } = parameter;
}
