using SynthGen.Quality.Words;
using SynthGen.Retrieval;
using SynthGen.Rows;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Quality.Gates;

/// <summary>
/// Tests that the page contains the evidence, as far as OCR noise allows (<see cref="EvidenceLocator"/>), and that the
/// evidence concerns the query: enough of the words that query and arguments share with the page must be in or around it
/// (<see cref="PageWords.Relevance"/>, the score), and no other sentence of the page may have more of them. A row that
/// searches by meaning is decided by the neural model in the process that made the index's vectors: few other sentences of
/// the page may be nearer to the query, and the score is the share of those that are not. Without such a model it must have the score only if the page has half of its words.
/// </summary>
/// <param name="threshold">The minimum score, 0 to 1.</param>
/// <param name="index">The index, for its model; null for words alone.</param>
public sealed class GroundedGate(double threshold, IPageIndex? index = null) : IQualityGate
{
    // Sentences about one matter are about as near, and a person may take the third or fourth of them for evidence. Vectors by latent
    // semantic analysis do not tell evidence from other passages.
    internal const double MostNearer = .2;

    // The few words of a paraphrase that the page has stand there by chance.
    private const double LeastShared = .5;

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

        string[] sought = [.. query.Tools.SelectMany(ArgumentText.Of)];
        string[] stems = [.. sought.Prepend(query.Query).SelectMany(ContentWords.Of).Select(word => word.Stem).Distinct(StringComparer.Ordinal)];
        double? relevance = page.Words.Relevance(stems, evidence.Start, evidence.Length);
        bool isParaphrase = query.Tools.Any(call => call.Name == BuiltInTools.VectorSearch.Name);
        if (isParaphrase && index is not null && page.Meaning(index).Nearer(query.Query, evidence.Start, evidence.Length) is { } nearer)
        {
            return nearer > MostNearer
                ? Gate.Fail("EvidenceOffTopic", $"Other sentences of page {query.Label} are nearer in meaning to the query than its evidence.", 1 - nearer)
                : Gate.Pass(1 - nearer);
        }

        if (relevance < threshold && !(isParaphrase && stems.Count(page.Words.Contains) < stems.Length * LeastShared))
            return Gate.Fail("EvidenceOffTopic", $"What the query shares with page {query.Label} stands elsewhere than its evidence.", relevance.Value);
        return !isParaphrase && page.Passages.Better(query.Query, sought, evidence.Start, evidence.Length) is { } better
            ? Gate.Fail("EvidenceOffTopic", $"Another sentence of page {query.Label} has more of the query's words than its evidence: '{Shorten(better)}'.", relevance ?? 0)
            : Gate.Pass(relevance);
    }

    private static string Shorten(string quote) => quote.Length > 60 ? $"{quote.AsSpan(0, 60)}…" : quote;
}
