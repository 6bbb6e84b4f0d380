using SynthGen.Text;

namespace SynthGen;

/// <summary>How a reviewer decided about a row.</summary>
public enum ReviewStatus : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>Nothing is decided; it takes an earlier decision of the same reviewer back.</summary>
    Undecided,

    /// <summary>The row is good as it is.</summary>
    Accepted,

    /// <summary>The row is to be left out.</summary>
    Rejected,

    /// <summary>The row is replaced by another one.</summary>
    Edited,
}

/// <summary>One decision of a reviewer: a line of a review file.</summary>
/// <param name="Id">The id of the row as it is in the dataset.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Reviewer">The reviewer's name; empty if unknown.</param>
/// <param name="Time">When it was made.</param>
public sealed record ReviewDecision(string Id, ReviewStatus Decision, string Reviewer, DateTimeOffset Time)
{
    /// <summary>The row that takes the place of the one in the dataset; null unless it was edited.</summary>
    public DatasetRow? Row { get; init; }

    /// <summary>The reviewer's note; null without one.</summary>
    public string? Note { get; init; }

    /// <summary>Decision, row and reviewer.</summary>
    public override string ToString() => PrintableText.Line($"{Decision}: {Id}{(Reviewer.Length > 0 ? $" by {Reviewer}" : "")}{(Note is null ? "" : $" ({Note})")}");
}
