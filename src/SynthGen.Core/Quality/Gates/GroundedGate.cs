using SynthGen.Quality.Words;
using SynthGen.Rows;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Quality.Gates;

/// <summary>
/// Tests that the page contains the evidence, as far as OCR noise allows (<see cref="EvidenceLocator"/>), and that the
/// evidence concerns the query: enough of the words that query and arguments share with the page must be in or around it
/// (<see cref="PageWords.Relevance"/>, the score). A query without words of the page is a pure paraphrase;
/// <see cref="ExecutedGate"/> decides whether it leads to the page.
/// </summary>
/// <param name="threshold">The minimum score, 0 to 1.</param>
public sealed class GroundedGate(double threshold) : IQualityGate
{
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
        return relevance < threshold
            ? Gate.Fail("EvidenceOffTopic", $"What the query shares with page {query.Label} stands elsewhere than its evidence.", relevance.Value)
            : Gate.Pass(relevance);
    }

    private static string Shorten(string quote) => quote.Length > 60 ? $"{quote.AsSpan(0, 60)}…" : quote;
}
