namespace SynthGen.TestServer.Model;

/// <summary>A model's answer, before it is put into a wire format.</summary>
/// <param name="Text">Its text; null for no parts.</param>
/// <param name="Finish">Gemini's finish reason.</param>
public sealed record ModelReply(string? Text, string Finish = "STOP")
{
    /// <summary>Why the prompt was blocked; then there is neither text nor finish.</summary>
    public string? BlockReason { get; init; }

    /// <summary>The calls of tools.</summary>
    public IReadOnlyList<DialogueCall> Calls { get; init; } = [];

    /// <summary>The token that asks for the next part.</summary>
    public string? ContinuationToken { get; init; }

    /// <summary>Tokens of the request: a quarter of its characters.</summary>
    public int InputTokens { get; init; }

    /// <summary>Tokens of text and calls: a quarter of their characters.</summary>
    public int OutputTokens => ((Text?.Length ?? 0) + Calls.Sum(call => call.Name.Length + call.Arguments.Length) + 3) / 4;

    /// <summary>Tokens of thinking.</summary>
    public int ThoughtTokens { get; init; }
}
