using SynthGen.Conversations;
using SynthGen.Documents;

namespace SynthGen.Evaluation;

/// <summary>
/// Finds the decisions of a row. A query has one. A conversation has one at each message of the assistant, with the true
/// history before it (teacher forcing), but for searches that a right answer does not need: those before it asks back
/// (Clarify), and those without the tool that is missing (MissingTool).
/// </summary>
internal static class Decisions
{
    /// <summary>Returns the decisions of a row, in order; empty if it has no assistant's message.</summary>
    public static IReadOnlyList<Decision> Of(DatasetRow row) => row is SyntheticQuery query ? [Of(query)] : Of((ToolConversation)row);

    private static Decision Of(SyntheticQuery row) => new(1, DueAction.Call, [ConversationMessage.User(row.Query)])
    {
        Expected = row.Tools,
        Pages = row.GetPageKeys(),
        Contrast = row.Contrast,
    };

    private static List<Decision> Of(ToolConversation row)
    {
        IReadOnlyList<ConversationMessage> messages = row.GetTurns();
        List<Decision> decisions = [];
        HashSet<PageKey> seen = [];
        int turn = 0;
        for (int i = 0; i < messages.Count; i++)
        {
            if (messages[i].Role != MessageRole.Assistant)
                continue;
            turn++;
            Decision decision = At(row, messages, i, turn, seen);
            if (decision.Due != DueAction.Call || !IsOptional(row, messages, i))
                decisions.Add(decision);
        }

        return decisions;
    }

    private static Decision At(ToolConversation row, IReadOnlyList<ConversationMessage> messages, int at, int turn, HashSet<PageKey> seen)
    {
        ConversationMessage message = messages[at];
        ConversationMessage[] before = [.. messages.Take(at)];
        if (message.Calls.Count == 0)
        {
            return new Decision(turn, DueWithoutCall(row, messages, at), before)
            {
                ExpectedText = message.Text ?? "",
                IsSmallTalk = row.Kind == ConversationKind.NoTool,
            };
        }

        PageKey[] pages = [.. message.Calls.Select(call => PageOf(row, messages, call, seen)).OfType<PageKey>().Distinct()];
        return new Decision(turn, DueAction.Call, before)
        {
            Expected = [.. message.Calls.Select(call => call.ToToolCall())],
            ExpectedText = message.Text ?? "",
            Pages = pages,
            IsTry = pages.Length == 0 && row.Kind is ConversationKind.Recover or ConversationKind.Unanswerable,
        };
    }

    private static DueAction DueWithoutCall(ToolConversation row, IReadOnlyList<ConversationMessage> messages, int at) => row.Kind switch
    {
        ConversationKind.Clarify when messages.Skip(at).Any(message => message.Role == MessageRole.User) => DueAction.Ask,
        ConversationKind.MissingTool or ConversationKind.Unanswerable => DueAction.Decline,
        _ => DueAction.Answer,
    };

    private static bool IsOptional(ToolConversation row, IReadOnlyList<ConversationMessage> messages, int at) => row.Kind switch
    {
        ConversationKind.MissingTool => true,
        ConversationKind.Clarify => messages.Skip(at).Any(message => message.Role == MessageRole.User),
        _ => false,
    };

    // The page that a call's true result brings up: the best one that no result has shown before, or else the best one.
    private static PageKey? PageOf(ToolConversation row, IReadOnlyList<ConversationMessage> messages, ConversationCall call, HashSet<PageKey> seen)
    {
        IReadOnlyList<ShownPage> shown = SearchResultJson.Read(messages.FirstOrDefault(message => message.CallId == call.Id)?.Text) ?? [];
        PageKey[] found = [.. shown.SelectMany(page => row.GetPageKeys().Where(key => key.Number == page.Page && key.Printed == page.Label && key.Source == (page.Source ?? row.Source)))];
        if (found.Length == 0)
            return null;
        PageKey best = found.FirstOrDefault(page => !seen.Contains(page), found[0]);
        seen.Add(best);
        return best;
    }
}
