namespace SynthGen.Adapters.Chat;

/// <summary>Keys of <c>AdditionalProperties</c>, for values that the abstraction has no property for.</summary>
internal static class ReplyProperties
{
    /// <summary>In a response: the finish reason in the server's own word.</summary>
    public const string FinishReason = "finishReason";

    /// <summary>The value for a finish reason that the server left out.</summary>
    public const string NoFinishReason = "(none)";

    /// <summary>In a request: the effort in the user's own word, for servers that know more words than the abstraction.</summary>
    public const string ReasoningEffort = "reasoningEffort";
}
