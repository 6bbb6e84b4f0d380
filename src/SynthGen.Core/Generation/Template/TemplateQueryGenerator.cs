using System.Reflection;
using System.Security.Cryptography;
using SynthGen.Hashing;

namespace SynthGen.Generation.Template;

/// <summary>
/// The offline generator: finds citations, defined terms, names, dates, sums, headings, quotations, key phrases (RAKE) and
/// concepts on a page, and words questions for them. It uses no network and no model; the same input and seed give the same
/// rows. It is the baseline for language models.
/// </summary>
public sealed class TemplateQueryGenerator : IQueryGenerator
{
    /// <summary>The model's name in a row's provenance.</summary>
    public const string ModelName = "synthgen-template-1";

    /// <summary>The minimum OCR quality of a page; worse ones are treated as garbage.</summary>
    public const double LeastQuality = .4;

    private readonly int _seed;
    private readonly TemplateRowMaker _maker;
    private readonly RowSelector _selector;

    /// <summary>Creates a generator.</summary>
    /// <param name="tools">The tools to choose from.</param>
    /// <param name="queryPerPage">The maximum number of rows of a page, from 1.</param>
    /// <param name="seed">The seed for choosing wordings.</param>
    public TemplateQueryGenerator(IReadOnlyList<TemplateTool> tools, int queryPerPage, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tools.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(queryPerPage, 1);
        _seed = seed;
        _maker = new TemplateRowMaker(tools, queryPerPage, new Provenance("Template", ModelName, BookVersion(), seed));
        _selector = new RowSelector(queryPerPage);
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
    /// Selects the page's rows among its candidates; a page whose candidates were all asked before is Empty.
    /// </summary>
    public PageOutcome Finish(PageOutcome outcome)
    {
        if (outcome.Status != OutcomeStatus.Generated)
            return outcome;

        IReadOnlyList<SyntheticQuery> rows = _selector.Select(outcome.Rows);
        return rows.Count > 0
            ? outcome with { Rows = rows }
            : outcome with { Status = OutcomeStatus.Empty, Rows = [], Reason = "Everything worth asking was asked on an earlier page." };
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

        StableRandom random = new(StableRandom.Hash(page.Text, (ulong)_seed * 0x9E3779B97F4A7C15 + (ulong)page.Number));
        List<SyntheticQuery> rows = _maker.Make(page, CandidateBuilder.Build(PageReading.Of(page)), random);
        return rows.Count > 0
            ? PageOutcome.Generated(page, rows)
            : PageOutcome.Empty(page, "No sentence of the page holds anything to ask about.");
    }

    private static string BookVersion()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Assembly assembly = typeof(TemplateQueryGenerator).Assembly;
        foreach (string name in (string[])["Concepts.txt", "Frames.txt", "Words.txt"])
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }
}
