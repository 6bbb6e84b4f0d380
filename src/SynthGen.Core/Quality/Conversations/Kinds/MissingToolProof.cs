using SynthGen.Documents;
using SynthGen.Tools;

namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>
/// The search that finds the page is not offered; those that are offered do not find it, with the user's own words and with the calls
/// that were made. The assistant answers nothing of the page.
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
        if (!missing.Any(tool => Finds(test, tool, key)))
            return new KindFlaw("PageNotFound", $"The search that is missing does not find page {page.Label} either.");
        if (test.Offered.FirstOrDefault(tool => test.Index.CanRun(tool) && Finds(test, tool, key)) is { } found)
            return new KindFlaw("FoundWithout", $"{found}, which is offered, finds page {page.Label}.");
        return test.Cites(page) ? new KindFlaw("Answered", $"The assistant cites page {page.Label}, which it has not seen.") : null;
    }

    private static bool Finds(KindCase test, string tool, PageKey page) => test.Index.RankOf(page, tool, test.Row.Query, test.ResultCount) is not null;
}
