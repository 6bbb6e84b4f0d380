using SynthGen.Quality.Words;
using SynthGen.Retrieval;
using SynthGen.Rows;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Quality.Gates;

/// <summary>
/// Tests that the page contains the evidence, as far as OCR noise allows (<see cref="EvidenceLocator"/>), and that the
/// evidence concerns the query: enough of the words that query and arguments share with the page must be in or around it
/// (<see cref="PageWords.Relevance"/>, the score). A query without words of the page is a pure paraphrase;
/// <see cref="ExecutedGate"/> decides whether it leads to the page. If a neural model in the process made the index's vectors,
/// the evidence must also be nearer in meaning to query and arguments than half of the page's other passages are. If it is
/// nearer than nine of ten, the few words of a search by meaning that the page has elsewhere do not count.
/// </summary>
/// <param name="threshold">The minimum score, 0 to 1.</param>
/// <param name="index">The index, for its model; null for words alone.</param>
public sealed class GroundedGate(double threshold, IPageIndex? index = null) : IQualityGate
{
    // The median: a typical passage of the page. Vectors by latent semantic analysis do not tell evidence from other passages.
    internal const double LeastSupport = .5;

    // Of a paraphrase, the few words that stand in the page stand there by chance.
    private const double SureSupport = .9;

    /// <summary>The default threshold.</summary>
    public const double Threshold = .25;

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.Grounded;

    /// <inheritdoc/>
    public GateResult Test(TestedRow row)
    {
        SyntheticQuery query = row.Row;
        if (row.Page is not { } page)
            return Gate.FailWithoutPage(query);
        if (query.Evidence is null)
            return Gate.Fail("NoEvidence", "The row quotes nothing of the page.");

        Evidence? evidence = query.Evidence.IsIn(page.Page) ? query.Evidence : new EvidenceLocator(page.Page).Locate(query.Evidence.Quote)?.Evidence;
        if (evidence is null)
            return Gate.Fail("EvidenceNotInPage", $"Page {query.Label} does not hold '{Shorten(query.Evidence.Quote)}'.");

        IEnumerable<string> stems = query.Tools.SelectMany(ArgumentText.Of).Prepend(query.Query).SelectMany(ContentWords.Of).Select(word => word.Stem);
        double? relevance = page.Words.Relevance(stems, evidence.Start, evidence.Length);
        bool isOffTopic = relevance < threshold, isParaphrase = query.Tools.Any(call => call.Name == BuiltInTools.VectorSearch.Name);

        // Embedding costs more than all other gates together: not where the words have decided.
        double? support = index is null || (isOffTopic && !isParaphrase) ? null
            : page.Meaning(index).Support(string.Join(' ', query.Tools.SelectMany(ArgumentText.Of).Prepend(query.Query)), evidence.Start, evidence.Length);
        if (isOffTopic && !(support >= SureSupport))
            return Gate.Fail("EvidenceOffTopic", $"What the query shares with page {query.Label} stands elsewhere than its evidence.", relevance!.Value);
        return support < LeastSupport
            ? Gate.Fail("EvidenceOffTopic", $"Most passages of page {query.Label} are nearer in meaning to the query than its evidence.", support.Value)
            : Gate.Pass(relevance);
    }

    private static string Shorten(string quote) => quote.Length > 60 ? $"{quote.AsSpan(0, 60)}…" : quote;
}
