using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Dialects;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>How a reply's form is asked for, from the strictest on.</summary>
internal enum GeminiReplyForm
{
    /// <summary>responseJsonSchema.</summary>
    JsonSchema,

    /// <summary>responseSchema, in the API's own subset of OpenAPI, which servers and models before 2.5 know alone.</summary>
    OpenApiSchema,

    /// <summary>JSON of any form.</summary>
    AnyJson,

    /// <summary>Nothing: the prompt alone asks for it.</summary>
    Unsaid,
}

/// <summary>How a model is told how much it may think.</summary>
internal enum ThinkingForm
{
    /// <summary>As models of its name take it.</summary>
    ByModel,

    /// <summary>The other way of the two.</summary>
    Other,
}

/// <summary>The parts of the Gemini API that a server or a model supports.</summary>
internal sealed record GeminiDialect : IDialect<GeminiDialect>
{
    /// <summary>The name under which it goes down with the options to who writes the request.</summary>
    public const string Property = "geminiDialect";

    private static readonly string[] SchemaNames = ["responseJsonSchema", "response_json_schema", "responseSchema", "response_schema", "response schema", "json schema"];

    private static readonly string[] ToolNames = ["parametersJsonSchema", "parameters_json_schema"];

    private static readonly string[] LevelNames = ["thinkingLevel", "thinking_level", "thinking level", "thinkingBudget", "thinking_budget", "thinking budget"];

    private static readonly string[] StateWords = ["too many states", "schema is too large", "schema is too complex", "too complex schema", "schema is too deep", "nesting depth"];

    /// <summary>How it takes the form of the reply.</summary>
    public GeminiReplyForm Form { get; init; }

    /// <summary>Whether the schema goes without what multiplies the states of a constraint: bounds, lengths, patterns, formats.</summary>
    public bool SimpleSchema { get; init; }

    /// <summary>Whether it knows "store": requests are not kept where it is false.</summary>
    public bool Store { get; init; } = true;

    /// <summary>How it takes the thinking settings.</summary>
    public ThinkingForm Thinking { get; init; }

    /// <summary>Whether the parameters of tools are said as "parameters", in the API's own subset of OpenAPI, which older servers know alone.</summary>
    public bool OpenApiTools { get; init; }

    private bool FoldsSystem { get; init; }

    private IReadOnlyList<UserSetting> LeftOut { get; init; } = [];

    /// <inheritdoc/>
    public DialectChange<GeminiDialect>? After(Refusal refusal)
    {
        if (refusal.HasSchema && FormAfter(refusal) is { } form)
            return form;
        if (!OpenApiTools && refusal.HasTools && (refusal.Points(ToolNames) || refusal.Names(ToolNames)))
            return new(this with { OpenApiTools = true }, "The parameters of tools are said as an OpenAPI schema from here on");
        if (Store && refusal.Rejects("store"))
            return new(this with { Store = false }, "\"store\": false is not said from here on, so the server may keep requests");
        if (!FoldsSystem && SystemTurn.IsRefusedBy(refusal))
            return new(this with { FoldsSystem = true }, SystemTurn.Folded);
        if (!LeftOut.Contains(UserSetting.ReasoningEffort) && UserSetting.ReasoningEffort.IsGiven(refusal.Options ?? new()))
        {
            if (Thinking == ThinkingForm.ByModel && refusal.Rejects(LevelNames))
                return new(this with { Thinking = ThinkingForm.Other }, "Thinking is set the other way, level or budget, from here on");
            if (refusal.Rejects(LevelNames) || UserSetting.ReasoningEffort.IsRefusedBy(refusal))
                return Without(UserSetting.ReasoningEffort);
        }

        return UserSetting.Plain.Append(UserSetting.MaxOutputToken).FirstOrDefault(setting => !LeftOut.Contains(setting) && setting.IsRefusedBy(refusal)) is { } refused
            ? Without(refused)
            : null;
    }

    /// <inheritdoc/>
    public (IReadOnlyList<ChatMessage> Messages, ChatOptions? Options) Say(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        ChatOptions clone = options?.Clone() ?? new();
        foreach (UserSetting setting in LeftOut)
            setting.Remove(clone);
        (clone.AdditionalProperties ??= [])[Property] = this;
        return (FoldsSystem ? SystemTurn.Fold(messages) : messages, clone);
    }

    private DialectChange<GeminiDialect>? FormAfter(Refusal refusal)
    {
        if (Form < GeminiReplyForm.AnyJson && refusal.Says(StateWords))
        {
            return SimpleSchema
                ? To(GeminiReplyForm.AnyJson)
                : new(this with { SimpleSchema = true }, "The JSON schema of the reply goes without bounds, lengths, patterns and descriptions from here on");
        }

        if (Form < GeminiReplyForm.Unsaid && (refusal.Says("JSON mode") || refusal.Rejects("responseMimeType", "response_mime_type")))
            return To(GeminiReplyForm.Unsaid);
        return Form < GeminiReplyForm.AnyJson && (refusal.Points(SchemaNames) || refusal.Names(SchemaNames)) ? To(Form + 1) : null;
    }

    private DialectChange<GeminiDialect> To(GeminiReplyForm form) => new(this with { Form = form }, form switch
    {
        GeminiReplyForm.OpenApiSchema => "The schema of the reply is said as responseSchema from here on",
        GeminiReplyForm.AnyJson => "JSON is asked for without a schema from here on",
        _ => "No form of the reply is asked for from here on",
    });

    private DialectChange<GeminiDialect> Without(UserSetting setting) => new(this with { LeftOut = [.. LeftOut, setting] }, setting.LeftOut, IsUsers: true);
}
