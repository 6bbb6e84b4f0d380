using SynthGen.Documents;
using SynthGen.Retrieval;

namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>
/// The query fits several pages about as well: the assistant asks, and after the user's answer one page stands out. Pages fit about
/// as well if the third of a search for the thing has at least 0.7 of the first one's score, or the page sought is not the first. The
/// search is the call before the question, or one with the user's own words.
/// </summary>
internal sealed class ClarifyProof : KindProof
{
    private const double AboutAsWell = .7;
    private const int Several = 3;

    /// <inheritdoc/>
    public override KindFlaw? Find(KindCase test)
    {
        if (Pages(test, 1, 1) is { } flaw)
            return flaw;
        if (test.Reading.UserTurns.Count < 2 || !test.Reading.AssistantTexts.Any(IsQuestion))
            return new KindFlaw("NotAsked", "The assistant does not ask the user.");
        if (test.Steps.LastOrDefault(step => step.Turn > 1) is not { } last)
            return new KindFlaw("NoCallInTurn", "The assistant does not search after the user's answer.");

        ConversationPage page = test.Pages[0];
        if (test.KeyOf(page) is not { } key || !test.Finds(last, page))
            return NotFound(page);
        if (!IsTied(test, last, key))
            return new KindFlaw("NothingToClarify", $"What the user says at first finds page {page.Label} before all others.");
        if (test.RankIn(last, page) != 1)
            return new KindFlaw("DoesNotStandOut", $"After the user's answer page {page.Label} is number {test.RankIn(last, page)}.");
        return Answered(test, page);

        bool IsQuestion(SpokenText spoken) => spoken.Turn < test.Reading.UserTurns.Count && test.Row.Messages[spoken.Message].Calls.Count == 0 && spoken.Text.TrimEnd().EndsWith('?');
    }

    private static bool IsTied(KindCase test, CallStep last, PageKey page)
    {
        if (test.Steps.FirstOrDefault(step => step.Turn == 1) is { Pages.Count: > 0 } first)
            return IsTied([.. first.Pages.Select(shown => shown.Score)], test.RankIn(first, test.Pages[0]) == 1);
        if (!test.Index.CanRun(last.Call.Name))
            return false;
        IReadOnlyList<PageHit> hits = test.Index.Search(last.Call.Name, test.Row.Query, test.ResultCount);
        return hits.Count > 0 && IsTied([.. hits.Select(hit => hit.Score)], hits[0].GetPageKey() == page);
    }

    private static bool IsTied(double[] scores, bool isFirst) =>
        scores.Length > 1 && (!isFirst || scores[Math.Min(scores.Length, Several) - 1] >= AboutAsWell * scores[0]);
}
