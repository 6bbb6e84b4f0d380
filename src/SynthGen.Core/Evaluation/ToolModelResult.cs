using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>What became of a row that a model was measured on; every row has exactly one.</summary>
public enum MeasurementStatus : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>The model answered at each turn.</summary>
    Measured,

    /// <summary>The model gave no answer, or the row cannot be measured; the reason says which.</summary>
    Failed,

    /// <summary>The row was not tried, or not finished, before the run ended.</summary>
    Pending,
}

/// <summary>What a model did on one row. The figures at the top are those of its first decision.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Status">Measured, Failed or Pending.</param>
public sealed record ToolModelResult(string Id, MeasurementStatus Status)
{
    private static readonly ToolModelTurn None = new(0, DueAction.Call);

    /// <summary>The row's query.</summary>
    public string Query { get; init; } = "";

    /// <summary>The kind of conversation, or the kind of question that a row's provenance names; "Query" or "Conversation" if unknown.</summary>
    public string Kind { get; init; } = "Query";

    /// <summary>How hard the row is; null if unknown.</summary>
    public QueryDifficulty? Difficulty { get; init; }

    /// <summary>The id of the row that was the one-shot example; null without one.</summary>
    public string? Example { get; init; }

    /// <summary>The decisions in order; empty unless <see cref="Status"/> is Measured. A query has one, a conversation one or more.</summary>
    public IReadOnlyList<ToolModelTurn> Turns { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The reason why the row was not measured; null if it was.</summary>
    public string? Reason { get; init; }

    /// <summary>Whose fault a failure is: Page for the row's, Service for the network, the key, a quota, the server; null if it did not fail.</summary>
    public FailureCause? Cause { get => Status == MeasurementStatus.Failed ? field ?? FailureCause.Service : null; init; }

    /// <summary>The backend's name.</summary>
    public string Backend { get; init; } = "";

    /// <summary>The model, as the server names it; empty if it gave no reply.</summary>
    public string Model { get; init; } = "";

    /// <summary>The number of requests, including those without a reply.</summary>
    public int Attempts { get; init; }

    /// <summary>Input tokens of all turns.</summary>
    public int InputTokens { get; init; }

    /// <summary>Output tokens of all turns.</summary>
    public int OutputTokens { get; init; }

    /// <summary>The cost of the tokens, in US dollars; null if the model's price is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The mean time that a reply took, in milliseconds, without pauses and retries; null if unknown.</summary>
    public double? Latency { get; init; }

    /// <summary>Whether all replies come from an earlier run's journal. A line of a file does not have it.</summary>
    public bool IsResumed { get; init; }

    /// <summary>What was due at the first decision.</summary>
    public DueAction Due => First.Due;

    /// <summary>The calls expected at the first decision.</summary>
    public IReadOnlyList<ToolCall> Expected => First.Expected;

    /// <summary>The calls made at the first decision.</summary>
    public IReadOnlyList<ToolCall> Calls => First.Calls;

    /// <summary>The text of the first reply.</summary>
    public string Reply => First.Reply;

    /// <inheritdoc cref="ToolModelTurn.Made"/>
    public string Made => First.Made;

    /// <inheritdoc cref="ToolModelTurn.Contrast"/>
    public ToolContrast? Contrast => First.Contrast;

    /// <inheritdoc cref="ToolModelTurn.IsRight"/>
    public bool IsRight => First.IsRight;

    /// <inheritdoc cref="ToolModelTurn.ToolRight"/>
    public bool? ToolRight => First.ToolRight;

    /// <inheritdoc cref="ToolModelTurn.EitherRight"/>
    public bool? EitherRight => First.EitherRight;

    /// <inheritdoc cref="ToolModelTurn.CountRight"/>
    public bool? CountRight => First.CountRight;

    /// <inheritdoc cref="ToolModelTurn.ArgumentsValid"/>
    public bool? ArgumentsValid => First.ArgumentsValid;

    /// <inheritdoc cref="ToolModelTurn.AstMatch"/>
    public bool? AstMatch => First.AstMatch;

    /// <inheritdoc cref="ToolModelTurn.AstFault"/>
    public CallFault? AstFault => First.AstFault;

    /// <inheritdoc cref="ToolModelTurn.Similarity"/>
    public double Similarity => First.Similarity;

    /// <inheritdoc cref="ToolModelTurn.IsExecuted"/>
    public bool IsExecuted => First.IsExecuted;

    /// <inheritdoc cref="ToolModelTurn.Rank"/>
    public int? Rank => First.Rank;

    /// <inheritdoc cref="ToolModelTurn.AskedBack"/>
    public bool AskedBack => First.AskedBack;

    /// <inheritdoc cref="ToolModelTurn.CalledWhereNoneDue"/>
    public bool? CalledWhereNoneDue => First.CalledWhereNoneDue;

    /// <inheritdoc cref="ToolModelTurn.NoCallWhereDue"/>
    public bool? NoCallWhereDue => First.NoCallWhereDue;

    /// <inheritdoc cref="ToolModelTurn.AskedWhereDue"/>
    public bool? AskedWhereDue => First.AskedWhereDue;

    /// <inheritdoc cref="ToolModelTurn.AskedWhereNotDue"/>
    public bool? AskedWhereNotDue => First.AskedWhereNotDue;

    private ToolModelTurn First => Turns is [var first, ..] ? first : None;

    /// <summary>Status, query and what was made of it.</summary>
    public override string ToString() =>
        PrintableText.Line($"{Query}: {(Status == MeasurementStatus.Measured ? $"{Made}{(IsRight ? "" : " (wrong)")}" : $"{Status}{(Reason is null ? "" : $" ({Reason})")}")}");
}
