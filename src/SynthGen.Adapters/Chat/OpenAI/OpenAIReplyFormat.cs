using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>
/// The form of a reply, and the tools, in the SDK's words. The abstraction would rewrite the schemas to what OpenAI's strict
/// mode takes, optional properties to required ones among others, and write them anew for every page. They go as they were
/// given.
/// </summary>
internal sealed class OpenAIReplyFormat
{
    private readonly ConditionalWeakTable<AITool, ChatTool> _tools = [];
    private Schema? _schema;

    /// <summary>The form; null for none.</summary>
    public ChatResponseFormat? Of(ChatResponseFormatJson json, ReplyForm form) => form switch
    {
        ReplyForm.StrictSchema => SchemaOf(json).Strict,
        ReplyForm.Schema => SchemaOf(json).Lenient,
        ReplyForm.AnyObject => ChatResponseFormat.CreateJsonObjectFormat(),
        _ => null,
    };

    /// <summary>The tools; empty for none.</summary>
    public IReadOnlyList<ChatTool> Of(IList<AITool>? tools) => [.. (tools ?? []).OfType<AIFunctionDeclaration>().Select(tool => _tools.GetValue(tool, _ =>
        ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromBytes(Encoding.UTF8.GetBytes(tool.JsonSchema.GetRawText())))))];

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
