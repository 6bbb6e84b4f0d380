using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>What the assistant is to do at a turn.</summary>
public enum DueAction : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>Call tools.</summary>
    Call,

    /// <summary>Answer without a call: small talk, or an answer from results that are there.</summary>
    Answer,

    /// <summary>Ask the user back.</summary>
    Ask,

    /// <summary>Say that it cannot be answered, without a call.</summary>
    Decline,
}

/// <summary>The first difference between the calls that were expected and those that were made; BFCL's checks in their order.</summary>
public enum CallFault : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>Another number of calls.</summary>
    Count,

    /// <summary>No call of the tool.</summary>
    Name,

    /// <summary>A parameter is missing that the expected call has.</summary>
    MissingParameter,

    /// <summary>A parameter that the expected call has not.</summary>
    UnexpectedParameter,

    /// <summary>A value of another type.</summary>
    Type,

    /// <summary>Another value.</summary>
    Value,
}

/// <summary>One decision of the model: what it did at an assistant's turn, with the true history before it. A figure that does not apply is null.</summary>
/// <param name="Turn">The number of the assistant's message in the row, from 1.</param>
/// <param name="Due">What was to be done.</param>
public sealed record ToolModelTurn(int Turn, DueAction Due)
{
    /// <summary>The calls that the row makes here; empty if none is due.</summary>
    public IReadOnlyList<ToolCall> Expected { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The text that the row answers here; empty if it only calls.</summary>
    public string ExpectedReply { get; init; } = "";

    /// <summary>The calls that the model made; arguments that are not a JSON object are left out of theirs.</summary>
    public IReadOnlyList<ToolCall> Calls { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The text of the reply, without the calls; empty if there was none.</summary>
    public string Reply { get; init; } = "";

    /// <summary>The tools that were called: one name, several joined by "+", "other" for one that is not offered, "ask" for a question back, "none".</summary>
    public string Made { get; init; } = "none";

    /// <summary>How the two searches compare on the page; null if unknown.</summary>
    public ToolContrast? Contrast { get; init; }

    /// <summary>Whether the decision is right as a whole: see docs/measuring.md.</summary>
    public bool IsRight { get; init; }

    /// <summary>Whether the tools called are those expected; null if no call is due.</summary>
    public bool? ToolRight { get; init; }

    /// <summary>Like <see cref="ToolRight"/>, but where both searches do, either is right; null if no call is due.</summary>
    public bool? EitherRight { get; init; }

    /// <summary>Whether there are as many calls as expected; null if no call is due.</summary>
    public bool? CountRight { get; init; }

    /// <summary>Whether the arguments of all calls fit the schemas of their tools; null without calls.</summary>
    public bool? ArgumentsValid { get; init; }

    /// <summary>Whether the calls are the expected ones, in any order, by BFCL's comparison; null if no call is due, or any will do.</summary>
    public bool? AstMatch { get; init; }

    /// <summary>The first difference to the expected calls; null if they match, or are not compared.</summary>
    public CallFault? AstFault { get; init; }

    /// <summary>
    /// How near the answer as text is to the expected one, 0 to 1: 1 − Levenshtein distance ÷ length of the longer; the calls, each a
    /// line of JSON, or the words where no call is made.
    /// </summary>
    public double Similarity { get; init; }

    /// <summary>Whether the calls were run to find the page.</summary>
    public bool IsExecuted { get; init; }

    /// <summary>The rank that the calls give the page, from 1; of several pages the worst. Null if not found among the first ten, or not executed.</summary>
    public int? Rank { get; init; }

    /// <summary>Whether the reply asks the user back: it makes no call and has a question.</summary>
    public bool AskedBack { get; init; }

    /// <summary>Whether it called a tool; null if a call is due.</summary>
    public bool? CalledWhereNoneDue { get; init; }

    /// <summary>Whether it made no call; null if no call is due.</summary>
    public bool? NoCallWhereDue { get; init; }

    /// <summary>Whether it asked back; null if that is not due.</summary>
    public bool? AskedWhereDue { get; init; }

    /// <summary>Whether it asked back; null if that is due, and in small talk.</summary>
    public bool? AskedWhereNotDue { get; init; }

    /// <summary>Turn, what was due, and what was made.</summary>
    public override string ToString() => PrintableText.Line($"{Turn}. {Due}: {Made}{(IsRight ? "" : " (wrong)")}");
}
