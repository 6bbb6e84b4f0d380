using SynthGen.Documents;

namespace SynthGen.Evaluation;

/// <summary>One point of a row at which the model decides: the true messages before it, and what the row does there.</summary>
/// <param name="Turn">The number of the assistant's message in the row, from 1.</param>
/// <param name="Due">What is to be done.</param>
/// <param name="History">The messages before, without the system message.</param>
internal sealed record Decision(int Turn, DueAction Due, IReadOnlyList<ConversationMessage> History)
{
    /// <summary>The calls that the row makes.</summary>
    public IReadOnlyList<ToolCall> Expected { get; init; } = [];

    /// <summary>The text that the row answers; empty if it only calls.</summary>
    public string ExpectedText { get; init; } = "";

    /// <summary>The pages that the calls are to bring up; empty if none of them is known to.</summary>
    public IReadOnlyList<PageKey> Pages { get; init; } = [];

    /// <summary>Whether the call is a try that finds nothing in the row itself: any tool that is offered is right.</summary>
    public bool IsTry { get; init; }

    /// <summary>Whether it is small talk, in which a question back is no fault.</summary>
    public bool IsSmallTalk { get; init; }

    /// <summary>How the two searches compare; null if the row does not say.</summary>
    public ToolContrast? Contrast { get; init; }

    /// <summary>The expected answer as text: the calls, or what is said.</summary>
    public string ExpectedAnswer => Expected.Count > 0 ? CallText.Of(Expected) : ExpectedText;
}
