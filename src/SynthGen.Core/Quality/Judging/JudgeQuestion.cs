using SynthGen.Models;

namespace SynthGen.Quality.Judging;

/// <summary>A question to the judge about a row.</summary>
/// <param name="Request">The request.</param>
/// <param name="Criteria">The criteria that its answer decides.</param>
/// <param name="Score">Scores the answer; a FormatException says that the reply lacks what was asked for.</param>
internal sealed record JudgeQuestion(ChatRequest Request, IReadOnlyList<JudgeCriterion> Criteria, Func<ChatReply, IEnumerable<GateResult>> Score)
{
    private static readonly IReadOnlyList<JudgeCriterion> OfQueries = [.. Extraction.Criteria, .. Comparison.Criteria];

    /// <summary>Returns the questions about a row: two about a query, three about a conversation.</summary>
    public static IReadOnlyList<JudgeQuestion> Of(DatasetRow row, ChatSampling sampling) => row is ToolConversation conversation
        ? ConversationPrompt.Questions(conversation, sampling)
        : Of((SyntheticQuery)row, sampling);

    /// <summary>Returns the criteria of a row.</summary>
    public static IReadOnlyList<JudgeCriterion> CriteriaOf(DatasetRow row) => row is ToolConversation ? ConversationScores.Criteria : OfQueries;

    /// <summary>Returns everything that the judge sees of a row; rows with the same data share a verdict.</summary>
    public static string DataOf(DatasetRow row) => row is ToolConversation conversation ? ConversationPrompt.DataOf(conversation) : JudgePrompt.DataOf((SyntheticQuery)row);

    private static IReadOnlyList<JudgeQuestion> Of(SyntheticQuery row, ChatSampling sampling) =>
    [
        new(JudgePrompt.Extract(row, sampling), Extraction.Criteria, reply => Extraction.Score(reply, row)),
        new(JudgePrompt.Compare(row, sampling), Comparison.Criteria, reply => Comparison.Score(reply, row)),
    ];
}
