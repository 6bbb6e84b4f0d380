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
}

/// <summary>One turn of a conversation.</summary>
public sealed record ChatTurn(ChatRole Role, string Text);

/// <summary>A request to a model.</summary>
/// <param name="Turns">The conversation. The constant part, the instruction, comes first so that prefix caches hit.</param>
/// <param name="ResponseSchema">The JSON Schema that the reply must follow; null for free text.</param>
public sealed record ChatRequest(IReadOnlyList<ChatTurn> Turns, string? ResponseSchema = null)
{
    /// <summary>The model's sampling options.</summary>
    public ChatSampling Sampling { get; init; } = new();

    /// <summary>The number of turns at the beginning that do not belong to this request alone: the instruction, and the conversation so far.</summary>
    public int CommonTurns { get; init; } = Turns.TakeWhile(turn => turn.Role == ChatRole.System).Count();

    /// <summary>A rough count of the input tokens: a quarter of the characters, as is usual for English.</summary>
    public int EstimatedTokens => Turns.Sum(turn => turn.Text.Length) / 4 + (ResponseSchema?.Length ?? 0) / 4;
}

/// <summary>Sampling options of a model; the server decides those that are null.</summary>
/// <param name="Temperature">From 0.</param>
/// <param name="TopP">From 0 to 1.</param>
/// <param name="MaxOutputToken">The maximum number of tokens of the reply, including thinking.</param>
/// <param name="ReasoningEffort">minimal, low, medium or high.</param>
/// <param name="Seed">A seed, for servers that accept one.</param>
public sealed record ChatSampling(
    double? Temperature = null, double? TopP = null, int? MaxOutputToken = null, string? ReasoningEffort = null, int? Seed = null);
