namespace SynthGen.Datasets.Formats.Writing;

/// <summary>A turn of a row as trainers have it: the results of calls that were made together are one turn.</summary>
/// <param name="Role">The speaker; never the system.</param>
/// <param name="Text">What is said; null for results, and for calls without a text.</param>
internal sealed record ChatTurn(MessageRole Role, string? Text)
{
    /// <summary>The calls of the model's turn.</summary>
    public IReadOnlyList<TurnCall> Calls { get; init; } = [];

    /// <summary>The results of the calls before, in the order of the calls.</summary>
    public IReadOnlyList<TurnResult> Results { get; init; } = [];

    /// <summary>How many calls the turn before made; 0 for a turn without results.</summary>
    public int Answered { get; init; }
}

/// <summary>A call of a turn.</summary>
/// <param name="Index">The call's place in the row, from 0.</param>
/// <param name="Call">The call.</param>
internal readonly record struct TurnCall(int Index, ToolCall Call);

/// <summary>The result of a call.</summary>
/// <param name="Index">The place of its call in the row, from 0.</param>
/// <param name="Name">The name of the tool called.</param>
/// <param name="Text">The result.</param>
internal readonly record struct TurnResult(int Index, string Name, string Text);
