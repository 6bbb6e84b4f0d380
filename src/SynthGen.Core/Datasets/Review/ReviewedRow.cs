using SynthGen.Documents;

namespace SynthGen.Datasets.Review;

/// <summary>A row with the decision about it.</summary>
/// <param name="Place">Its place in the dataset, from 0.</param>
/// <param name="Original">The row as it is in the dataset.</param>
/// <param name="Decision">The decision; null if there is none.</param>
public sealed record ReviewedRow(int Place, DatasetRow Original, ReviewDecision? Decision)
{
    /// <summary>The row as it is now: the edited one, or that of the dataset.</summary>
    public DatasetRow Row => Decision?.Row ?? Original;

    /// <summary>The note about it, also without a decision; null if there is none.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the row was edited.</summary>
    public bool IsEdited => Decision?.Row is not null;

    /// <summary>How it was decided.</summary>
    public ReviewStatus Status => Decision?.Decision ?? ReviewStatus.Undecided;

    /// <summary>The user's first text.</summary>
    public string Query => Row.FirstQuery;

    /// <summary>The kind of conversation; "Query" for a row that is not one.</summary>
    public string Kind => RowFacets.KindOf(Row);

    /// <summary>The tool of the first call; null without calls.</summary>
    public string? Tool => Row.Calls is [var first, ..] ? first.Name : null;

    /// <summary>The first page; null without pages.</summary>
    public PageKey? Page => Row.GetPageKeys() is [var first, ..] ? first : null;

    /// <summary>The contrast of a query; null if there is none.</summary>
    public ToolContrast? Contrast => (Row as SyntheticQuery)?.Contrast;

    /// <summary>The difficulty of a conversation; null if there is none.</summary>
    public QueryDifficulty? Difficulty => (Row as ToolConversation)?.Difficulty;

    /// <summary>The messages, the instruction first.</summary>
    public IEnumerable<ConversationMessage> Messages => (Row.System is { } system ? [ConversationMessage.System(system)] : Enumerable.Empty<ConversationMessage>()).Concat(Row.GetTurns());
}
