using SynthGen.Documents;
using SynthGen.Quality;
using SynthGen.Quality.Measures;
using SynthGen.Text;

namespace SynthGen.Pictures;

/// <summary>
/// Collects what a report and a card say of rows, a row at a time. Beside what <see cref="DatasetMeter"/> keeps, it keeps a number for each
/// page, each different word, and samples of a fixed size.
/// </summary>
/// <param name="seed">The seed of the samples.</param>
/// <param name="withHash">Whether the rows are hashed.</param>
public sealed class DatasetProfiler(int seed, bool withHash = true) : IDisposable
{
    /// <summary>The most queries of a set that the map shows.</summary>
    internal const int MostPoints = 1000;

    /// <summary>The number of rows shown as good examples.</summary>
    internal const int AcceptedExamples = 6;

    /// <summary>The number of rows shown as rejected by one gate.</summary>
    internal const int RejectedExamples = 2;

    private readonly DatasetMeter _meter = new(DatasetMeter.SampleSize, seed);
    private readonly RowHash? _hash = withHash ? new() : null;
    private readonly SortedDictionary<string, long> _sources = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<RowOrigin, long> _origins = [];
    private readonly SortedDictionary<DatasetSplit, long> _splits = [];
    private readonly Dictionary<PageKey, long> _pages = [];
    private readonly RankCounts _ranks = new();
    private readonly WordGrowth _growth = new();
    private readonly List<ulong> _words = [];
    private readonly SortedDictionary<int, long> _rowCalls = [], _conversationCalls = [], _turns = [];
    private readonly Reservoir<MapQuery> _map = new(MostPoints, (ulong)seed);
    private readonly Reservoir<DatasetRow> _accepted = new(AcceptedExamples, (ulong)seed);
    private readonly SortedDictionary<int, Reservoir<DatasetRow>> _rejected = [];

    /// <summary>The number of rows added.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">The row cannot be said in JSON, for example because of a number that is not finite.</exception>
    /// <exception cref="InvalidOperationException">Its arguments are nested too deeply, or contain themselves.</exception>
    public void Add(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _hash?.Add(row);
        Rows++;
        _meter.Add(row);
        Count(_sources, row.Source);
        foreach (PageKey page in row.GetPageKeys())
            Count(_pages, page);
        if (row.Split is { } split)
            Count(_splits, split);
        if (row.Provenance is { } made)
        {
            Count(_origins, new RowOrigin(made.Backend, made.Model, made.PromptVersion) { Seed = made.Seed, IsConversation = row is ToolConversation });
            if (made.Difficulty is { } asked)
                Count(_asked, asked);
        }

        _ranks.Add(row.Verdict?.Ranks);
        WordHash.Read(row.FirstQuery, _words);
        _growth.Add(_words);
        Count(row is ToolConversation ? _conversationCalls : _rowCalls, row.Calls.Count);
        if (row is ToolConversation talk)
            Count(_turns, talk.TurnCount);
        _map.Add(new MapQuery(row.FirstQuery, row.Calls is [var call, ..] ? call.Name : ""));
        AddExample(row);
    }

    /// <summary>Returns what is known of the rows so far; no row may follow.</summary>
    /// <param name="name">The set's name; empty if it has none.</param>
    /// <param name="index">The document's pages; null if they are not known.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public DatasetProfile ToProfile(string name, PageIndex? index, CancellationToken cancellationToken = default) => new(_meter.Measure(name, index?.Count, cancellationToken))
    {
        Hash = _hash?.Complete(),
        Sources = _sources,
        Origins = [.. _origins
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.ToString(), StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value))],
        Splits = [.. _splits.Select(pair => (pair.Key, pair.Value))],
        PageRows = PageRows.Of(_pages, index, cancellationToken),
        HasAllPages = index is not null,
        QueryLengths = _meter.QueryLengths,
        CopyGroups = _meter.CopyGroups,
        WordGrowth = _growth.Points,
        Ranks = _ranks.Counts,
        CallsOfRows = _rowCalls,
        CallsOfConversations = _conversationCalls,
        Turns = _turns,
        AskedDifficulties = _asked,
        MapQueries = _map.Items,
        Accepted = _accepted.Items,
        Rejected = [.. _rejected.Values.SelectMany(rows => rows.Items)],
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _hash?.Dispose();
        _meter.Dispose();
    }

    private static void Count<TKey>(IDictionary<TKey, long> counts, TKey key) => counts[key] = (counts.TryGetValue(key, out long count) ? count : 0) + 1;

    private void AddExample(DatasetRow row)
    {
        if (row.Verdict?.Rejection is not { } rejection)
        {
            _accepted.Add(row);
            return;
        }

        // In the order of the gates; gates of other programs come last, together.
        int gate = Enum.TryParse(rejection.Gate.Split('.')[0], out QualityGate known) ? (int)known : int.MaxValue;
        if (!_rejected.TryGetValue(gate, out Reservoir<DatasetRow>? examples))
            _rejected.Add(gate, examples = new Reservoir<DatasetRow>(RejectedExamples, (ulong)seed));
        examples.Add(row);
    }
}
