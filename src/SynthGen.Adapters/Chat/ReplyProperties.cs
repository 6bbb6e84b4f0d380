namespace SynthGen.Adapters.Chat;

/// <summary>What chat clients here say in <c>AdditionalProperties</c> beyond what the abstraction has a place for.</summary>
internal static class ReplyProperties
{
    /// <summary>Of a response: the finish reason in the server's own word.</summary>
    public const string FinishReason = "finishReason";

    /// <summary>What stands for a finish reason that the server left out.</summary>
    public const string NoFinishReason = "(none)";

    /// <summary>Of a request: the effort in the user's own word, for servers that know more of them than the abstraction.</summary>
    public const string ReasoningEffort = "reasoningEffort";
}
