namespace SynthGen.Datasets.Formats.Preference;

/// <summary>A choice to learn from: after the prompt, the one message rather than the other.</summary>
/// <param name="Prompt">The turns before, without the system message; the last one is the user's or a tool's.</param>
/// <param name="Chosen">The assistant's message that is right.</param>
/// <param name="Rejected">The assistant's message that is known to be wrong.</param>
/// <param name="Reason">Why it is wrong.</param>
internal sealed record PreferencePair(IReadOnlyList<ConversationMessage> Prompt, ConversationMessage Chosen, ConversationMessage Rejected, RejectionReason Reason);

/// <summary>Why a message is wrong.</summary>
internal enum RejectionReason
{
    /// <summary>It calls the search that does not find the page: the executed contrast of the row says so.</summary>
    RefutedTool,

    /// <summary>Its call looks for something that another row asks.</summary>
    WrongArgument,

    /// <summary>It calls a tool where none is due.</summary>
    CallNotDue,

    /// <summary>It answers, or gives up, without the call that is due.</summary>
    CallMissing,

    /// <summary>It makes the call again that has just missed.</summary>
    RepeatedCall,

    /// <summary>It takes the turn of a try that did not pass its gates.</summary>
    FailedTry,
}
