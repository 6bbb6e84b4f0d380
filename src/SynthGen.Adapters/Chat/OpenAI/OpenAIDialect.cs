using Microsoft.Extensions.AI;
using OpenAI.Chat;
using SynthGen.Adapters.Chat.Dialects;
using SynthGen.Models;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;

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
internal sealed record OpenAIDialect(ReplyForm Form, bool MaxCompletionTokens) : IDialect<OpenAIDialect>
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

    private static readonly string[] FormWords =
        ["response_format", "response format", "json_schema", "json schema", "json_object", "structured output", "guided_json", "grammar", "too many states"];

    private static readonly string[] StrictWords = ["strict", "additionalProperties", "'required'"];

    // Shared by the dialects of a run, so that the schema is written once.
    private readonly OpenAIReplyFormat _format = new();

    private bool LimitRenamed { get; init; }

    private bool FoldsSystem { get; init; }

    private IReadOnlyList<UserSetting> LeftOut { get; init; } = [];

    /// <summary>The dialect that a server is assumed to speak at first.</summary>
    public static OpenAIDialect At(Uri endpoint, ChatPlatform platform = ChatPlatform.Own) => new(
        ReplyForm.StrictSchema,
        platform == ChatPlatform.Azure || endpoint.Host.EndsWith(".openai.com", AnyCase) || endpoint.Host.EndsWith(".openai.azure.com", AnyCase));

    /// <inheritdoc/>
    public DialectChange<OpenAIDialect>? After(Refusal refusal)
    {
        // What is named apart from the words counts first: they may quote a schema that has a property of any name.
        if (Form != ReplyForm.Unsaid && refusal.HasSchema && refusal.Points("response_format"))
            return OtherForm(refusal);
        if (!FoldsSystem && SystemTurn.IsRefusedBy(refusal))
            return new(this with { FoldsSystem = true }, SystemTurn.Folded);
        if (!LeftOut.Contains(UserSetting.MaxOutputToken) && UserSetting.MaxOutputToken.IsGiven(refusal.Options ?? new()) && refusal.Rejects(MaxCompletionTokens ? "max_completion_tokens" : "max_tokens"))
        {
            return LimitRenamed
                ? Without(UserSetting.MaxOutputToken)
                : new(
                    this with { MaxCompletionTokens = !MaxCompletionTokens, LimitRenamed = true },
                    $"The limit of a reply is called {(MaxCompletionTokens ? "max_tokens" : "max_completion_tokens")} from here on");
        }

        if (UserSetting.Plain.Append(UserSetting.ReasoningEffort).FirstOrDefault(setting => !LeftOut.Contains(setting) && setting.IsRefusedBy(refusal)) is { } refused)
            return Without(refused);
        return Form != ReplyForm.Unsaid && refusal.HasSchema && refusal.Says(FormWords) ? OtherForm(refusal) : null;
    }

    /// <inheritdoc/>
    public (IReadOnlyList<ChatMessage> Messages, ChatOptions? Options) Say(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        IReadOnlyList<ChatMessage> turns = OpenAICallTurn.Of(FoldsSystem ? SystemTurn.Fold(messages) : messages);
        if (options is null)
            return (turns, null);
        ChatOptions clone = options.Clone();
        foreach (UserSetting setting in LeftOut)
            setting.Remove(clone);
        int? limit = clone.MaxOutputTokens;
        string? effort = null;
        clone.AdditionalProperties?.TryGetValue(ReplyProperties.ReasoningEffort, out effort);
        ChatResponseFormat? form = clone.ResponseFormat is ChatResponseFormatJson { Schema: not null } json ? _format.Of(json, Form) : null;
        if (!MaxCompletionTokens)
            clone.MaxOutputTokens = null;
        clone.ResponseFormat = null;
        IReadOnlyList<ChatTool> tools = _format.Of(clone.Tools);
        clone.Tools = null;
        clone.RawRepresentationFactory = _ => Raw(form, MaxCompletionTokens ? null : limit, effort, tools);
        return (turns, clone);
    }

    private static ChatCompletionOptions Raw(ChatResponseFormat? form, int? maxTokens, string? effort, IReadOnlyList<ChatTool> tools)
    {
        ChatCompletionOptions raw = new();
        foreach (ChatTool tool in tools)
            raw.Tools.Add(tool);
        if (form is not null)
            raw.ResponseFormat = form;
#pragma warning disable OPENAI001, SCME0001 // The effort by its word and a property by its path are marked experimental.
        if (effort is not null)
            raw.ReasoningEffortLevel = new ChatReasoningEffortLevel(effort);
        if (maxTokens is { } limit)
            raw.Patch.Set("$.max_tokens"u8, limit);
#pragma warning restore OPENAI001, SCME0001
        return raw;
    }

    private DialectChange<OpenAIDialect> Without(UserSetting setting) => new(this with { LeftOut = [.. LeftOut, setting] }, setting.LeftOut, IsUsers: true);

    private DialectChange<OpenAIDialect> OtherForm(Refusal refusal)
    {
        ReplyForm next = Form == ReplyForm.StrictSchema && !refusal.Says(StrictWords) ? ReplyForm.AnyObject : Form + 1;
        return new(this with { Form = next }, next switch
        {
            ReplyForm.Schema => "The JSON schema of the reply is not strict from here on",
            ReplyForm.AnyObject => "A JSON object is asked for without a schema from here on",
            _ => "No form of the reply is asked for from here on",
        });
    }
}
