using System.Text.RegularExpressions;

namespace SynthGen.Conversations.Model;

/// <summary>
/// Checks whether a conversation that has come to its end went the way of its kind: which searches there are, whether they
/// brought up the pages of its plan, and whether the answers cite them.
/// </summary>
internal static class KindCheck
{
    /// <summary>Returns what is wrong; null if the conversation ends right.</summary>
    public static PlayFault? Find(ConversationPlan plan, Transcript transcript, IReadOnlyList<ToolDefinition> tools)
    {
        IReadOnlyList<SyntheticQuery> rows = plan.Rows;
        IReadOnlyList<SearchTurn> searches = transcript.Searches;
        IReadOnlyList<string> answers = transcript.Answers;
        switch (plan.Kind)
        {
            case ConversationKind.NoTool:
                return searches.Count == 0 ? null : PlayFault.OtherKind;
            case ConversationKind.Unanswerable:
                return tools.All(tool => searches.Any(search => search.Calls.Any(call => call.Name == tool.Name))) ? null : PlayFault.OtherKind;
            case ConversationKind.MissingTool:
                return Shown(rows[0]) ? PlayFault.OtherKind : null;
            case ConversationKind.Clarify when answers.Count != 2 || searches.All(search => search.UserTurn == 1):
            case ConversationKind.FollowUp when answers.Count != 2 || searches.All(search => search.UserTurn == 1) || searches.All(search => search.UserTurn == 2):
                return PlayFault.OtherKind;
        }

        if (rows.FirstOrDefault(row => !Shown(row)) is not null)
            return PlayFault.NotFound;
        bool isOfKind = plan.Kind switch
        {
            ConversationKind.Lookup => searches is [{ Calls.Count: 1 }],
            ConversationKind.Recover => !searches[0].Shows(rows[0], transcript.Source),
            ConversationKind.Parallel => searches[0].Calls.Count >= rows.Count && rows.All(row => searches[0].Shows(row, transcript.Source)),
            ConversationKind.Sequence => searches.Count >= rows.Count,
            ConversationKind.FollowUp => searches.Any(search => search.UserTurn == 2 && search.Shows(rows[^1], transcript.Source)),
            _ => true,
        };
        if (!isOfKind)
            return PlayFault.OtherKind;

        IReadOnlyList<SyntheticQuery> cited = plan.Kind == ConversationKind.Sequence ? [rows[^1]] : rows;
        return cited.All(row => answers.Any(answer => Cites(answer, row.Label))) ? null : PlayFault.NotCited;

        bool Shown(SyntheticQuery row) => searches.Any(search => search.Shows(row, transcript.Source));
    }

    private static bool Cites(string answer, string label) => Regex.IsMatch(answer, $@"(?<![\w.,]){Regex.Escape(label)}(?!\w|[.,]\d)", RegexOptions.CultureInvariant);
}
