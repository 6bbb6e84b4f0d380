using SynthGen.Documents;
using SynthGen.Retrieval;

namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>
/// The query fits several pages about as well: the assistant asks, and after the user's answer one page stands out. Pages fit about
/// as well if the best of the others has at least four fifths of the page's score, or is before it.
/// </summary>
internal sealed class ClarifyProof : KindProof
{
    private const double AboutAsWell = .8;

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
        if (!test.Index.CanRun(last.Call.Name) || StandsOut(test.Index.Search(last.Call.Name, test.Row.Query, test.ResultCount), key))
            return new KindFlaw("NothingToClarify", $"What the user says at first finds page {page.Label} before all others.");
        if (test.RankIn(last, page) != 1)
            return new KindFlaw("DoesNotStandOut", $"After the user's answer page {page.Label} is number {test.RankIn(last, page)}.");
        return Answered(test, page);

        bool IsQuestion(SpokenText spoken) => spoken.Turn < test.Reading.UserTurns.Count && test.Row.Messages[spoken.Message].Calls.Count == 0 && spoken.Text.TrimEnd().EndsWith('?');
    }

    private static bool StandsOut(IReadOnlyList<PageHit> hits, PageKey page) =>
        hits is [var best, ..] && best.GetPageKey() == page && (hits.Count == 1 || hits[1].Score < AboutAsWell * best.Score);
}
