using System.Text;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using SynthGen.Models;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>
/// Learns the server's dialect: after a refusal it leaves out the refused part from then on, and logs that once.
/// </summary>
internal sealed class OpenAIDialectChatClient(IChatClient inner, OpenAIDialect dialect, Action<string>? log) : DelegatingChatClient(inner)
{
    private OpenAIDialect _dialect = dialect;
    private Schema? _schema;

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            OpenAIDialect spoken = Volatile.Read(ref _dialect);
            try
            {
                return await base.GetResponseAsync(messages, InDialect(options, spoken), cancellationToken).ConfigureAwait(false);
            }
            catch (ChatException refusal) when (spoken.After(refusal) is { } next)
            {
                // If many requests are refused at once, the first one changes the dialect and the others retry with it.
                if (ReferenceEquals(Interlocked.CompareExchange(ref _dialect, next, spoken), spoken))
                    log?.Invoke($"{next.Since(spoken)}; the server says: {refusal.Message}");
            }
        }
    }

    private ChatOptions? InDialect(ChatOptions? options, OpenAIDialect spoken)
    {
        if (options is null)
            return null;
        ChatOptions clone = options.Clone();
        int? limit = clone.MaxOutputTokens;
        string? effort = null;
        clone.AdditionalProperties?.TryGetValue(ReplyProperties.ReasoningEffort, out effort);
        ChatResponseFormat? form = clone.ResponseFormat is ChatResponseFormatJson { Schema: not null } json ? Form(json, spoken) : null;
        if (!spoken.MaxCompletionTokens)
            clone.MaxOutputTokens = null;
        clone.ResponseFormat = null;
        clone.RawRepresentationFactory = _ => Raw(form, spoken.MaxCompletionTokens ? null : limit, effort);
        return clone;
    }

    private static ChatCompletionOptions Raw(ChatResponseFormat? form, int? maxTokens, string? effort)
    {
        ChatCompletionOptions raw = new();
        if (form is not null)
            raw.ResponseFormat = form;
#pragma warning disable OPENAI001, SCME0001 // ReasoningEffort by name and JSON patches by path are marked experimental.
        if (effort is not null)
            raw.ReasoningEffortLevel = new ChatReasoningEffortLevel(effort);
        if (maxTokens is { } limit)
            raw.Patch.Set("$.max_tokens"u8, limit);
#pragma warning restore OPENAI001, SCME0001
        return raw;
    }

    private ChatResponseFormat? Form(ChatResponseFormatJson json, OpenAIDialect spoken) => spoken.Form switch
    {
        ReplyForm.StrictSchema => SchemaOf(json).Strict,
        ReplyForm.Schema => SchemaOf(json).Lenient,
        ReplyForm.AnyObject => ChatResponseFormat.CreateJsonObjectFormat(),
        _ => null,
    };

    // The abstraction would rewrite the schema for OpenAI's strict mode, for instance optional properties to required ones,
    // and write it again for every page. So the schema is sent as given.
    private Schema SchemaOf(ChatResponseFormatJson json)
    {
        Schema? last = Volatile.Read(ref _schema);
        if (last is null || !ReferenceEquals(last.Json, json))
            Volatile.Write(ref _schema, last = new Schema(json));
        return last;
    }

    private sealed class Schema(ChatResponseFormatJson json)
    {
        private readonly BinaryData _bytes = BinaryData.FromBytes(Encoding.UTF8.GetBytes(json.Schema!.Value.GetRawText()));

        public ChatResponseFormatJson Json { get; } = json;

        public ChatResponseFormat Strict => ChatResponseFormat.CreateJsonSchemaFormat(Json.SchemaName ?? "reply", _bytes, null, true);

        public ChatResponseFormat Lenient => ChatResponseFormat.CreateJsonSchemaFormat(Json.SchemaName ?? "reply", _bytes, null, false);
    }
}
