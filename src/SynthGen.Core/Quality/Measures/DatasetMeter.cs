using System.Runtime.InteropServices;
using SynthGen.Documents;
using SynthGen.Files.Spill;
using SynthGen.Quality.Duplicates;
using SynthGen.Text;

namespace SynthGen.Quality.Measures;

/// <summary>
/// Measures a dataset, a row at a time. It takes about 400 bytes a row up to a million rows; beyond that, what grows with the rows is in
/// temporary files, of about 400 bytes a row.
/// </summary>
/// <param name="sampleSize">The number of queries sampled for self-BLEU, from 2.</param>
/// <param name="seed">The seed of the sample.</param>
/// <param name="mostHeld">The most bytes in memory for finding copies, about.</param>
public sealed class DatasetMeter(int sampleSize, int seed, long mostHeld = CopyFinder.Most) : IDisposable
{
    /// <summary>The default number of queries sampled for self-BLEU.</summary>
    public const int SampleSize = 1000;

    private readonly SpilledHashes _pages = new();
    private readonly ToolBalance _tools = new();
    private readonly LengthHistogram _lengths = new();
    private readonly DistinctNgrams _single = new(1), _pairs = new(2);
    private readonly SelfBleu _bleu = new(sampleSize, seed);
    private readonly LexicalDiversity _diversity = new();
    private readonly CopyRate _copies = new(mostHeld);
    private readonly RetrievalHits _hits = new();
    private readonly ContrastShares _contrasts = new();
    private readonly RejectionCount _rejections = new();
    private readonly ConversationCounts _conversations = new();
    private readonly List<ulong> _words = [];
    private long _rows, _paged, _evidence, _tested;

    /// <summary>The numbers of queries by their length in words.</summary>
    internal IReadOnlyDictionary<int, long> QueryLengths => _lengths.Counts;

    /// <summary>The numbers of groups of near copies by their size.</summary>
    internal IReadOnlyDictionary<long, long> CopyGroups => _copies.GroupSizes;

    /// <summary>Adds a row.</summary>
    /// <exception cref="IOException">A temporary file cannot be written or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder of temporary files does not allow creating one.</exception>
    public void Add(DatasetRow row)
    {
        _rows++;
        IReadOnlyList<PageKey> pages = row.GetPageKeys();
        foreach (PageKey page in pages)
            _pages.Add(page.Hash);
        _paged += pages.Count > 0 ? 1 : 0;
        _tools.Add(row);
        _evidence += row.HasEvidence ? 1 : 0;
        if (row.Verdict is { } verdict)
        {
            _tested++;
            _hits.Add(verdict.Ranks);
            _rejections.Add(verdict);
        }

        if (row is SyntheticQuery query)
            _contrasts.Add(query);
        else
            _conversations.Add((ToolConversation)row);
        _copies.Add(row.FirstQuery);
        WordHash.Read(row.FirstQuery, _words);
        ReadOnlySpan<ulong> words = CollectionsMarshal.AsSpan(_words);
        _lengths.Add(words.Length);
        _single.Add(words);
        _pairs.Add(words);
        _bleu.Add(words);
        _diversity.Add(words);
    }

    /// <summary>Returns the measures of the rows added so far.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="pageCount">The number of pages of the document; null if unknown.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="IOException">A temporary file cannot be written or read.</exception>
    public DatasetMeasure Measure(string name, int? pageCount, CancellationToken cancellationToken = default)
    {
        _copies.Complete(cancellationToken);
        return Measure(name, (int)_pages.Count, pageCount, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pages.Dispose();
        _single.Dispose();
        _pairs.Dispose();
        _diversity.Dispose();
        _copies.Dispose();
    }

    private DatasetMeasure Measure(string name, int pages, int? pageCount, CancellationToken cancellationToken) => new(name, _rows, pages)
    {
        PageCount = pageCount,
        PageCoverage = pageCount is > 0 and { } all ? (double)pages / all : null,
        QueriesPerPage = pages == 0 ? null : (double)_rows / pages,
        CallsPerRow = _rows == 0 ? null : (double)_tools.Calls / _rows,
        Tools = _tools.Counts,
        ToolBalance = _tools.Value,
        QueryLength = _lengths.ToSummary(),
        Distinct1 = _single.Value,
        Distinct2 = _pairs.Value,
        SelfBleu = _bleu.Measure(cancellationToken),
        Mtld = _diversity.Value,
        DuplicateRate = _copies.Value,
        EvidenceCoverage = _paged == 0 ? null : (double)_evidence / _paged,
        HitAt1 = _hits.HitAt1,
        HitAt5 = _hits.HitAt5,
        HitAt10 = _hits.HitAt10,
        MeanReciprocalRank = _hits.MeanReciprocalRank,
        Tested = _tested,
        PassRate = _tested == 0 ? null : (double)(_tested - _rejections.Rows) / _tested,
        Rejections = _rejections.ToList(),
        Contrast = _contrasts.All,
        ContrastByTool = _contrasts.ByTool,
        ContrastByKind = _contrasts.ByKind,
        Conversations = _conversations.Count,
        ConversationKinds = _conversations.Kinds,
        Difficulties = _conversations.Difficulties,
        TurnsPerConversation = _conversations.Turns,
        CallsPerConversation = _conversations.Calls,
    };
}
