using SynthGen.Models;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>The ways to request a reply's form, from the strictest to the loosest.</summary>
internal enum ReplyForm
{
    /// <summary>A JSON Schema in strict mode, which the server must enforce.</summary>
    StrictSchema,

    /// <summary>A JSON Schema.</summary>
    Schema,

    /// <summary>Any JSON object.</summary>
    AnyObject,

    /// <summary>No form: only the prompt asks for it.</summary>
    Unsaid,
}

/// <summary>
/// The parts of OpenAI's protocol that a server supports; compatible servers differ.
/// </summary>
/// <param name="Form">How the form of the reply is requested.</param>
/// <param name="MaxCompletionTokens">
/// Whether the limit of the reply is called max_completion_tokens, OpenAI's current name, or max_tokens, which all others
/// know. Ollama and LM Studio silently ignore the new name.
/// </param>
internal sealed record OpenAIDialect(ReplyForm Form, bool MaxCompletionTokens)
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

    private static readonly string[] FormWords =
        ["response_format", "response format", "json_schema", "json schema", "json_object", "structured output", "guided_json", "grammar"];

    private static readonly string[] StrictWords = ["strict", "additionalProperties", "'required'"];

    private bool LimitRenamed { get; init; }

    /// <summary>The dialect that a server is assumed to speak at first.</summary>
    public static OpenAIDialect At(Uri endpoint) => new(
        ReplyForm.StrictSchema,
        endpoint.Host.EndsWith(".openai.com", AnyCase) || endpoint.Host.EndsWith(".openai.azure.com", AnyCase));

    /// <summary>The dialect to use after a refusal; null if the refusal had another cause.</summary>
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

    /// <summary>The change from one dialect to the next, for the log.</summary>
    public string Since(OpenAIDialect before) =>
        MaxCompletionTokens != before.MaxCompletionTokens
            ? $"The limit of a reply is called {(MaxCompletionTokens ? "max_completion_tokens" : "max_tokens")} from here on"
            : Form switch
            {
                ReplyForm.Schema => "The JSON schema of the reply is not strict from here on",
                ReplyForm.AnyObject => "A JSON object is asked for without a schema from here on",
                _ => "No form of the reply is asked for from here on",
            };

    // A limit that is too large is another matter: the user must change it.
    private static bool IsUnknown(string words) =>
        Holds(words, ["unsupported", "not supported", "unknown", "unrecognized", "not permitted", "extra_forbidden", "instead"]);

    private static bool Holds(string words, string[] any) => any.Any(word => words.Contains(word, AnyCase));
}
