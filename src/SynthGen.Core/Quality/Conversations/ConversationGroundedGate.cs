using SynthGen.Rows;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Quality.Conversations;

/// <summary>
/// Tests that each page of a conversation is in the index and holds its evidence, and that the evidence concerns what is searched for by
/// words, as <see cref="Gates.GroundedGate"/> tests it. The score is the lowest of the pages; null if nothing is searched for by words.
/// </summary>
/// <param name="threshold">The minimum score, 0 to 1.</param>
public sealed class ConversationGroundedGate(double threshold) : IConversationGate
{
    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.Grounded;

    /// <inheritdoc/>
    public GateResult Test(TestedConversation row)
    {
        ToolConversation conversation = row.Row;
        if (conversation.Pages.Count == 0)
            return Gate.Skip("NoPage");

        // A search by meaning may have none of the page's words, and one that misses is about another page.
        IEnumerable<string> texts = conversation.Kind == ConversationKind.MissingTool ? [] : conversation.Calls.Where(call => call.Name != BuiltInTools.VectorSearch.Name).SelectMany(ArgumentText.Of);
        string[] stems = [.. texts.SelectMany(ContentWords.Of).Select(word => word.Stem).Distinct(StringComparer.Ordinal)];
        double? lowest = null;
        foreach (ConversationPage page in conversation.Pages)
        {
            if (row.Find(page) is not { } found)
                return Gate.FailWithoutPage(page.GetPageKey(conversation.Source));
            if (page.Evidence is null)
                return Gate.Fail("NoEvidence", $"Nothing of page {page.Label} is quoted.");
            if ((page.Evidence.IsIn(found.Page) ? page.Evidence : new EvidenceLocator(found.Page).Locate(page.Evidence.Quote)?.Evidence) is not { } evidence)
                return Gate.Fail("EvidenceNotInPage", $"Page {page.Label} does not hold '{Shorten(page.Evidence.Quote)}'.");

            double? relevance = found.Words.Relevance(stems, evidence.Start, evidence.Length);
            if (relevance < threshold)
                return Gate.Fail("EvidenceOffTopic", $"What the conversation shares with page {page.Label} stands elsewhere than its evidence.", relevance.Value);
            lowest = relevance < lowest || lowest is null ? relevance ?? lowest : lowest;
        }

        return Gate.Pass(lowest);
    }

    private static string Shorten(string quote) => quote.Length > 60 ? $"{quote.AsSpan(0, 60)}…" : quote;
}
