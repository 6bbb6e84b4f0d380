using SynthGen.Json;

namespace SynthGen.Models;

/// <summary>The author of a turn.</summary>
public enum ChatRole
{
    /// <summary>The author of the instruction.</summary>
    System,

    /// <summary>The author of the pages.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>The tool that the model called.</summary>
    Tool,
}

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">The author.</param>
/// <param name="Text">The text; a tool's result as it is shown to the model; empty for a turn that only calls tools.</param>
public sealed record ChatTurn(ChatRole Role, string Text)
{
    /// <summary>The calls of the model's turn, in order; empty if it makes none.</summary>
    public IReadOnlyList<ChatCall> Calls { get; init; } = [];

    /// <summary>The id of the call that a tool's turn answers; null for the other roles.</summary>
    public string? CallId { get; init; }

    /// <summary>Creates the turn of a reply.</summary>
    public static ChatTurn Of(ChatReply reply) => new(ChatRole.Assistant, reply.Text) { Calls = reply.Calls };

    /// <summary>Creates the result of a call.</summary>
    public static ChatTurn Result(ChatCall call, string text) => new(ChatRole.Tool, text) { CallId = call.Id };
}

/// <summary>A request to a model.</summary>
/// <param name="Turns">The conversation. The constant part, the instruction, comes first so that prefix caches hit.</param>
/// <param name="ResponseSchema">The JSON Schema that the reply must follow; null for free text.</param>
public sealed record ChatRequest(IReadOnlyList<ChatTurn> Turns, string? ResponseSchema = null)
{
    /// <summary>
    /// The tools that the model may call by the service's own tool calling, if it wants to; empty for a request without tools.
    /// Every call of an earlier turn is followed by its result.
    /// </summary>
    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    /// <summary>The model's sampling options.</summary>
    public ChatSampling Sampling { get; init; } = new();

    /// <summary>The number of turns at the beginning that do not belong to this request alone: the instruction, and the conversation so far.</summary>
    public int CommonTurns { get; init; } = Turns.TakeWhile(turn => turn.Role == ChatRole.System).Count();

    /// <summary>A rough count of the input tokens: a quarter of the characters, as is usual for English.</summary>
    public int EstimatedTokens => Turns.Sum(LengthOf) / 4 + (ResponseSchema?.Length ?? 0) / 4 + Tools.Sum(LengthOf) / 4;

    /// <summary>Returns a rough count of a reply's tokens.</summary>
    internal static int EstimateTokens(ChatReply reply) => LengthOf(ChatTurn.Of(reply)) / 4;

    private static int LengthOf(ChatTurn turn) => turn.Text.Length + turn.Calls.Sum(call => call.Name.Length + call.Arguments.Length);

    private static int LengthOf(ToolDefinition tool) => tool.Name.Length + tool.Description.Length + JsonValue.ToJson(tool.Parameters).Length;
}

/// <summary>Sampling options of a model; the server decides those that are null.</summary>
/// <param name="Temperature">From 0.</param>
/// <param name="TopP">From 0 to 1.</param>
/// <param name="MaxOutputToken">The maximum number of tokens of the reply, including thinking.</param>
/// <param name="ReasoningEffort">minimal, low, medium or high.</param>
/// <param name="Seed">A seed, for servers that accept one.</param>
public sealed record ChatSampling(
    double? Temperature = null, double? TopP = null, int? MaxOutputToken = null, string? ReasoningEffort = null, int? Seed = null);
