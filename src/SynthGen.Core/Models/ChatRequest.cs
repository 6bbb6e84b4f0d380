namespace SynthGen.Models;

/// <summary>Who speaks.</summary>
public enum ChatRole
{
    /// <summary>The instruction.</summary>
    System,

    /// <summary>The pages.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,
}

/// <summary>One turn of a conversation.</summary>
public sealed record ChatTurn(ChatRole Role, string Text);

/// <summary>What a model is asked.</summary>
/// <param name="Turns">The conversation, the instruction first; its constant part comes first so that prefix caches hit.</param>
/// <param name="ResponseSchema">The JSON Schema that the reply must follow; null for free text.</param>
public sealed record ChatRequest(IReadOnlyList<ChatTurn> Turns, string? ResponseSchema = null)
{
    /// <summary>How the model samples.</summary>
    public ChatSampling Sampling { get; init; } = new();

    /// <summary>A rough count of the input's tokens: a quarter of its characters, as is usual for English.</summary>
    public int EstimatedTokens => Turns.Sum(turn => turn.Text.Length) / 4 + (ResponseSchema?.Length ?? 0) / 4;
}

/// <summary>How a model samples; what is null is left to the server.</summary>
/// <param name="Temperature">0 and up.</param>
/// <param name="TopP">0 to 1.</param>
/// <param name="MaxOutputToken">The most tokens of the reply, thinking included.</param>
/// <param name="ReasoningEffort">minimal, low, medium or high.</param>
/// <param name="Seed">A seed, for servers that take one.</param>
public sealed record ChatSampling(
    double? Temperature = null, double? TopP = null, int? MaxOutputToken = null, string? ReasoningEffort = null, int? Seed = null);
