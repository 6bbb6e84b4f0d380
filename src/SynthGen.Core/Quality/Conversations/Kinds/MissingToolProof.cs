using SynthGen.Conversations.Difficulty;
using SynthGen.Documents;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>
/// The search that finds the page is not offered; those that are offered do not find it, by the user's own words and by the calls that
/// were made. The missing one finds it by the user's words: all of them, those that say something, names, or those of the evidence. The
/// assistant answers nothing of the page.
/// </summary>
internal sealed class MissingToolProof : KindProof
{
    /// <inheritdoc/>
    public override KindFlaw? Find(KindCase test)
    {
        if ((OneTurn(test) ?? Pages(test, 1, 1)) is { } flaw)
            return flaw;
        ConversationPage page = test.Pages[0];
        string[] missing = [.. BuiltInTools.All.Select(tool => tool.Name).Where(tool => test.Index.CanRun(tool) && !test.Offered.Contains(tool))];
        if (missing.Length == 0)
            return new KindFlaw("ToolOffered", "Every search is offered.");
        if (test.KeyOf(page) is not { } key)
            return NotFound(page);
        if (test.Steps.Any(step => test.Finds(step, page)))
            return new KindFlaw("FoundWithout", $"A call finds page {page.Label}.");
        if (!missing.Any(tool => Wordings(test).Any(words => Finds(test, tool, words, key))))
            return new KindFlaw("PageNotFound", $"The search that is missing does not find page {page.Label} either.");
        if (test.Offered.FirstOrDefault(tool => test.Index.CanRun(tool) && Finds(test, tool, test.Row.Query, key)) is { } found)
            return new KindFlaw("FoundWithout", $"{found}, which is offered, finds page {page.Label}.");
        return test.Cites(page) ? new KindFlaw("Answered", $"The assistant cites page {page.Label}, which it has not seen.") : null;
    }

    private static IEnumerable<string> Wordings(KindCase test)
    {
        HashSet<string> evidence = [.. ContentWords.Of(test.Pages[0].Evidence?.Quote ?? "").Select(word => word.Stem)];
        return
        [
            test.Row.Query,
            .. QueryWordings.Of(test.Row.Query),
            string.Join(' ', ContentWords.Of(test.Row.Query).Where(word => evidence.Contains(word.Stem)).Select(word => word.Text)),
            .. test.Steps.SelectMany(step => ArgumentText.Of(step.Call.ToToolCall())),
        ];
    }

    private static bool Finds(KindCase test, string tool, string words, PageKey page) => words.Length > 0 && test.Index.RankOf(page, tool, words, test.ResultCount) is not null;
}
