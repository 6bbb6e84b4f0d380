using SynthGen.Documents;
using SynthGen.Hashing;
using SynthGen.Retrieval;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>
/// The offline generator: finds citations, defined terms, names, dates, sums, headings, quotations, key phrases (RAKE) and
/// topics on a page, and words questions for them. It uses no network and no model; the same input and seed give the same
/// rows. With an index it runs the calls of its candidates and keeps those that find their page, above all those that the other
/// tool does not find. It is the baseline for language models.
/// </summary>
public sealed class TemplateQueryGenerator : IQueryGenerator
{
    /// <summary>The model's name in a row's provenance.</summary>
    public const string ModelName = "synthgen-template-2";

    /// <summary>The minimum OCR quality of a page; worse ones are treated as garbage.</summary>
    public const double LeastQuality = .4;

    private readonly int _seed;
    private readonly TemplateRowMaker _maker;
    private readonly int _queryPerPage;
    private readonly RowSelector _selector;
    private readonly CandidateTrial? _trial;

    /// <summary>Creates a generator.</summary>
    /// <param name="tools">The tools to choose from.</param>
    /// <param name="queryPerPage">The maximum number of rows of a page, from 1.</param>
    /// <param name="seed">The seed for choosing wordings.</param>
    /// <param name="index">The index of the document, which tries the calls; null if they are not tried.</param>
    public TemplateQueryGenerator(IReadOnlyList<TemplateTool> tools, int queryPerPage, int seed, IPageIndex? index = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tools.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(queryPerPage, 1);
        _seed = seed;
        _maker = new TemplateRowMaker(tools, queryPerPage, new Provenance("Template", ModelName, TextResource.VersionOf("Questions.txt", "Frames.txt", "Words.txt"), seed));
        _queryPerPage = queryPerPage;
        _selector = new RowSelector(queryPerPage);
        _trial = index is null ? null : new CandidateTrial(index);
    }

    /// <inheritdoc/>
    public Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Generate(page));
    }

    /// <inheritdoc/>
    public void OnQueued(OcrPage page)
    {
    }

    /// <inheritdoc/>
    public void Close()
    {
    }

    /// <summary>
    /// Selects the page's rows among its candidates; a page whose candidates were all asked before is Empty. A page of a shard
    /// is selected by itself.
    /// </summary>
    public PageOutcome Finish(PageOutcome outcome)
    {
        if (outcome.Status != OutcomeStatus.Generated)
            return outcome;

        bool isAlone = outcome.Rows[0].GetSourcePage() is { IsOfShard: true };
        IReadOnlyList<SyntheticQuery> rows = (isAlone ? new RowSelector(_queryPerPage, isForOnePage: true) : _selector).Select(outcome.Rows);
        return rows.Count > 0
            ? outcome with { Rows = [.. FactPairs.Of(outcome.GetPageKey(), rows).Select(row => row with { Verdict = null })] }
            : outcome with { Status = OutcomeStatus.Empty, Rows = [], Reason = outcome.Rows.All(row => row.Contrast == ToolContrast.Either)
                ? "Either tool finds what is worth asking, or it was asked on an earlier page." : "Everything worth asking was asked on an earlier page." };
    }

    private PageOutcome Generate(OcrPage page)
    {
        if (BlankPages.Skip(page) is { } skipped)
            return skipped;

        switch (page.Kind)
        {
            case PageKind.TableOfContents: return PageOutcome.Empty(page, "The page is a table of contents.");
            case PageKind.Index: return PageOutcome.Empty(page, "The page is an index.");
        }

        if (page.Quality < LeastQuality)
            return PageOutcome.Empty(page, "The page's text is too garbled to ask about.");

        PageReading reading = PageReading.Of(page);
        PageNames names = new(page.Text);
        SentenceFacts[] sentences = [.. reading.Sentences.Select(sentence => new SentenceFacts(sentence, names))];
        StableRandom random = new(StableRandom.Hash(page.Text, (ulong)_seed * 0x9E3779B97F4A7C15 + (ulong)page.Number));
        List<SyntheticQuery> rows = _maker.Make(page, CandidateBuilder.Build(reading.Headings, sentences), ParaphraseBuilder.Build(sentences), random);
        if (rows.Count == 0)
            return PageOutcome.Empty(page, "No sentence of the page holds anything to ask about.");
        if (_trial is null)
            return PageOutcome.Generated(page, rows);

        List<SyntheticQuery> found = [.. _trial.Try(page, rows)];
        return found.Count > 0
            ? PageOutcome.Generated(page, found)
            : PageOutcome.Empty(page, $"No search for one of the page's {rows.Count} candidates finds it.");
    }
}
