using SynthGen.Models;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>How a reply's form is asked for, from the strictest on.</summary>
internal enum ReplyForm
{
    /// <summary>A JSON Schema that the server is to enforce to the letter.</summary>
    StrictSchema,

    /// <summary>A JSON Schema.</summary>
    Schema,

    /// <summary>Any JSON object.</summary>
    AnyObject,

    /// <summary>Nothing: the prompt alone asks for it.</summary>
    Unsaid,
}

/// <summary>
/// What of OpenAI's way of speaking a server takes; servers that call themselves compatible differ.
/// </summary>
/// <param name="Form">How it takes the form of the reply.</param>
/// <param name="MaxCompletionTokens">
/// Whether the limit of the reply is called max_completion_tokens, as OpenAI has it now, or max_tokens, as all others know
/// it: Ollama and LM Studio pass over the new name in silence.
/// </param>
internal sealed record OpenAIDialect(ReplyForm Form, bool MaxCompletionTokens)
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

    private static readonly string[] FormWords =
        ["response_format", "response format", "json_schema", "json schema", "json_object", "structured output", "guided_json", "grammar"];

    private static readonly string[] StrictWords = ["strict", "additionalProperties", "'required'"];

    private bool LimitRenamed { get; init; }

    /// <summary>What a server is taken to speak before it has said anything.</summary>
    public static OpenAIDialect At(Uri endpoint) => new(
        ReplyForm.StrictSchema,
        endpoint.Host.EndsWith(".openai.com", AnyCase) || endpoint.Host.EndsWith(".openai.azure.com", AnyCase));

    /// <summary>What to speak after a refusal; null if it was not about the way of speaking.</summary>
    public OpenAIDialect? After(ChatException refusal)
    {
        if (refusal.Status is not (400 or 422))
            return null;
        string words = refusal.Message;
        if (!LimitRenamed && words.Contains(MaxCompletionTokens ? "max_completion_tokens" : "max_tokens", AnyCase) && IsUnknown(words))
            return this with { MaxCompletionTokens = !MaxCompletionTokens, LimitRenamed = true };
        if (Form == ReplyForm.Unsaid || !Holds(words, FormWords))
            return null;
        return this with { Form = Form == ReplyForm.StrictSchema && !Holds(words, StrictWords) ? ReplyForm.AnyObject : Form + 1 };
    }

    /// <summary>What is spoken from here on that was not before, for the log.</summary>
    public string Since(OpenAIDialect before) =>
        MaxCompletionTokens != before.MaxCompletionTokens
            ? $"The limit of a reply is called {(MaxCompletionTokens ? "max_completion_tokens" : "max_tokens")} from here on"
            : Form switch
            {
                ReplyForm.Schema => "The JSON schema of the reply is not strict from here on",
                ReplyForm.AnyObject => "A JSON object is asked for without a schema from here on",
                _ => "No form of the reply is asked for from here on",
            };

    // Not a limit that is too large, which is the user's to change.
    private static bool IsUnknown(string words) =>
        Holds(words, ["unsupported", "not supported", "unknown", "unrecognized", "not permitted", "extra_forbidden", "instead"]);

    private static bool Holds(string words, string[] any) => any.Any(word => words.Contains(word, AnyCase));
}
