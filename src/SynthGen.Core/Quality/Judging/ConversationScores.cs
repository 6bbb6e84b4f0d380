using SynthGen.Models;

namespace SynthGen.Quality.Judging;

/// <summary>Scores a judge's answers about the three parts of a conversation: what the user says, the calls, the answers.</summary>
internal static class ConversationScores
{
    /// <summary>The criteria of the user's turns.</summary>
    public static IReadOnlyList<JudgeCriterion> OfUser { get; } = [JudgeCriterion.Coherence, JudgeCriterion.Naturalness];

    /// <summary>The criteria of the calls.</summary>
    public static IReadOnlyList<JudgeCriterion> OfCalls { get; } = [JudgeCriterion.ParameterAlignment, JudgeCriterion.Sufficiency, JudgeCriterion.Minimality];

    /// <summary>The criteria of the answers.</summary>
    public static IReadOnlyList<JudgeCriterion> OfAnswers { get; } = [JudgeCriterion.Faithfulness, JudgeCriterion.Completeness];

    /// <summary>All criteria of a conversation.</summary>
    public static IReadOnlyList<JudgeCriterion> Criteria { get; } = [.. OfUser, .. OfCalls, .. OfAnswers];

    /// <summary>Scores what the user says.</summary>
    /// <exception cref="FormatException">The reply lacks what was asked for.</exception>
    public static IEnumerable<GateResult> User(ChatReply reply, ToolConversation row)
    {
        IReadOnlyDictionary<string, object?> read = JudgeReply.Read(reply);
        IReadOnlyList<string> unrelated = JudgeReply.Texts(read, "unrelated"), knowing = JudgeReply.Texts(read, "knowing");
        int turns = row.Messages.Count(message => message.Role == MessageRole.User);
        return
        [
            JudgeResults.Result(JudgeCriterion.Coherence, Share(unrelated.Count, turns), $"Has nothing to do with the rest: {string.Join("; ", unrelated)}."),
            JudgeResults.Result(JudgeCriterion.Naturalness, Share(knowing.Count, turns), $"Only somebody who has the page would say: {string.Join("; ", knowing)}."),
        ];
    }

    /// <summary>Scores the calls.</summary>
    /// <exception cref="FormatException">The reply lacks what was asked for.</exception>
    public static IEnumerable<GateResult> Calls(ChatReply reply, ToolConversation row)
    {
        IReadOnlyDictionary<string, object?> read = JudgeReply.Read(reply);
        IReadOnlyList<string> open = JudgeReply.Texts(read, "not_searched");
        IReadOnlyList<ToolCall> calls = row.Calls;
        Dictionary<int, (bool IsNeeded, IReadOnlyList<string> Unfounded)> judged = [];
        foreach (IReadOnlyDictionary<string, object?> entry in JudgeReply.Objects(read, "calls"))
        {
            judged[JudgeReply.CallNumber(entry.GetValueOrDefault("call"), calls.Count)] = (
                entry.GetValueOrDefault("needed") is bool needed ? needed : throw new FormatException("'needed' is not true or false."),
                JudgeReply.Texts(entry, "unfounded"));
        }

        if (judged.Count < calls.Count)
            throw new FormatException("'calls' lacks some of the calls.");
        string[] unfounded = [.. judged.Values.SelectMany(call => call.Unfounded)];
        return
        [
            JudgeResults.Result(JudgeCriterion.ParameterAlignment, Share(judged.Values.Count(call => call.Unfounded.Count > 0), calls.Count), $"Neither the user nor a result gives: {string.Join("; ", unfounded)}."),
            JudgeResults.Result(JudgeCriterion.Sufficiency, open.Count == 0 ? 1 : 0, $"No call looks for: {string.Join("; ", open)}."),
            JudgeResults.Result(JudgeCriterion.Minimality, Share(judged.Values.Count(call => !call.IsNeeded), calls.Count), "Some calls are not needed."),
        ];
    }

    /// <summary>Scores the answers.</summary>
    /// <exception cref="FormatException">The reply lacks what was asked for.</exception>
    public static IEnumerable<GateResult> Answers(ChatReply reply, ToolConversation row)
    {
        IReadOnlyDictionary<string, object?> read = JudgeReply.Read(reply);
        IReadOnlyList<string> open = JudgeReply.Texts(read, "unanswered");
        IReadOnlyList<IReadOnlyDictionary<string, object?>> claims = JudgeReply.Objects(read, "claims");
        if (claims.FirstOrDefault(claim => claim.GetValueOrDefault("from") is not ("user" or "result" or "neither")) is not null)
            throw new FormatException("A 'from' is not one of the three.");
        string[] invented = [.. claims.Where(claim => "neither".Equals(claim["from"])).Select(claim => $"{claim.GetValueOrDefault("claim")}")];
        return
        [
            JudgeResults.Result(JudgeCriterion.Faithfulness, Share(invented.Length, claims.Count), $"Stands nowhere before the answer: {string.Join("; ", invented)}."),
            JudgeResults.Result(JudgeCriterion.Completeness, open.Count == 0 ? 1 : 0, $"Is not answered: {string.Join("; ", open)}."),
        ];
    }

    private static double Share(int wrong, int all) => all == 0 ? (wrong == 0 ? 1 : 0) : 1 - Math.Min(1, (double)wrong / all);
}
