using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SynthGen.Documents;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>Reads an index. Any number of threads may call it; each borrows a connection.</summary>
internal sealed class PageStore : IPageStore
{
    private const int MostDimensions = 1 << 20;

    // Where the index holds no lists, a search or two are done sooner by SQLite: a list takes as long as a search for its word.
    private const int LeastSearches = 16;

    private readonly Func<SqliteConnection> _connect;
    private readonly PageTables _tables;
    private readonly SqliteConnection? _keepAlive;
    private readonly ConcurrentBag<PageReader> _idle = [];
    private readonly List<PageKey> _keys = [];
    private readonly List<long> _ids = [];
    private readonly Lazy<PostingSearch> _postings;
    private long _searches;
    private long _mostVectors;
    private volatile bool _disposed;

    /// <summary>Opens an index.</summary>
    /// <param name="connect">Opens a connection for reading.</param>
    /// <param name="tables">Its tables.</param>
    /// <param name="keepAlive">A connection to hold as long as the index is open.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public PageStore(Func<SqliteConnection> connect, PageTables tables, SqliteConnection? keepAlive)
    {
        (_connect, _tables, _keepAlive) = (connect, tables, keepAlive);
        using SqliteConnection connection = connect();
        ReadKeys(connection);
        Embedding = ReadEmbedding(connection);
        _postings = new(CreateSearch, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <inheritdoc/>
    public IReadOnlyList<PageKey> Keys => _keys;

    /// <inheritdoc/>
    public StoredEmbedding Embedding { get; }

    /// <summary>Searches words by lists, of an index of folded words.</summary>
    internal PostingSearch Postings => _postings.Value;

    /// <inheritdoc/>
    public byte[] ReadModel() => Use(reader => reader.ReadModel());

    /// <inheritdoc/>
    public OcrPage Read(int place) => Use(reader => reader.Read(_ids[place]));

    /// <inheritdoc/>
    public IReadOnlyList<RowScore> FindWords(string query, int top) => FindWords(query, top, null);

    /// <inheritdoc/>
    public int? RankOfWords(string query, int place, int top)
    {
        IReadOnlyList<RowScore> found = FindWords(query, top, place);
        int at = IndexOf(found, place);
        return at < 0 ? null : at + 1;
    }

    // Pages with all of the words come first, then those with some of them, unless the page that is sought is among the first.
    private IReadOnlyList<RowScore> FindWords(string query, int top, int? sought)
    {
        QueryTerms terms = _tables.ReadQuery(query);
        if (terms.All.Count == 0)
            return [];

        bool byLists = _tables.HasPostings || (_tables.HasFoldedWords && Interlocked.Increment(ref _searches) > LeastSearches);
        Func<IReadOnlyList<QueryTerm>, bool, IReadOnlyList<RowScore>> find = byLists
            ? (wanted, all) => all ? Postings.FindAll(wanted, top) : Postings.FindAny(wanted, top)
            : (wanted, all) => Use(reader => reader.Find(string.Join(all ? " AND " : " OR ", wanted.Select(term => term.Expression)), top, _keys.Count));
        IReadOnlyList<RowScore> found = find(terms.All, true);
        return found.Count >= top || terms.Any.Count == 0 || (sought is { } place && IndexOf(found, place) >= 0)
            ? found
            : Merge(found, find(terms.Any, false), top);
    }

    private PostingSearch CreateSearch()
    {
        int pages = _keys.Count;
        if (!_tables.HasPostings)
            return new PostingSearch(pages, term => Use(reader => reader.Weigh(term.Expression, pages)));

        WordWeights weights = new(Use(reader => reader.ReadLengths(pages)));
        return new PostingSearch(pages, term => Use(reader => reader.ReadList(term, weights)), new PhraseSearch(weights, word => Use(reader => reader.ReadPositions(word))));
    }

    private static int IndexOf(IReadOnlyList<RowScore> found, int place)
    {
        int at = found.Count - 1;
        while (at >= 0 && found[at].Row != place)
            at--;
        return at;
    }

    /// <inheritdoc/>
    public void ReadVectors(Action<int, ReadOnlySpan<float>> take) => Use(reader =>
    {
        reader.ReadVectors(Embedding.Dimensions, _keys.Count, _mostVectors, take);
        return 0;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out PageReader? reader))
            reader.Dispose();
        _keepAlive?.Dispose();
    }

    private static List<RowScore> Merge(IReadOnlyList<RowScore> all, IReadOnlyList<RowScore> any, int top)
    {
        List<RowScore> merged = [.. all];
        HashSet<int> seen = [.. all.Select(hit => hit.Row)];
        RowScore[] rest = [.. any.Where(hit => !seen.Contains(hit.Row)).Take(top - all.Count)];

        // Pages with all of the words score above the others, so that scores fall with the rank.
        double raise = all.Count > 0 && rest.Length > 0 ? Math.Max(0, rest[0].Score - all[^1].Score) : 0;
        for (int i = 0; i < merged.Count; i++)
            merged[i] = merged[i] with { Score = merged[i].Score + raise };
        merged.AddRange(rest);
        return merged;
    }

    // The keys rise, so that none comes twice, and a circle in the file ends.
    private void ReadKeys(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Command($"SELECT {_tables.Key} FROM page ORDER BY {_tables.Order}");
        using SqliteDataReader reader = command.ExecuteReader();
        (string Source, int Ordinal, int Number, string Label) last = ("", 0, 0, "");
        while (reader.Read())
        {
            (string Source, int Ordinal, int Number, string Label) next =
                (reader.Text(0), (int)reader.Integer(1, int.MinValue, int.MaxValue), (int)reader.Integer(2, int.MinValue, int.MaxValue), reader.Text(3));

            // One string for all pages of a file.
            if (next.Source == last.Source)
                next.Source = last.Source;
            if (_keys.Count > 0 && Compare(next, last) <= 0)
                throw PageDatabase.Damaged("its pages are not in their order");
            _keys.Add(new PageKey(next.Source, next.Ordinal, next.Number, next.Label));
            _ids.Add(reader.Integer(4, long.MinValue, long.MaxValue));
            last = next;
        }
    }

    private static int Compare((string Source, int Ordinal, int Number, string Label) one, (string Source, int Ordinal, int Number, string Label) other) =>
        one.Source != other.Source ? StoredText.Compare(one.Source, other.Source)
        : one.Ordinal != other.Ordinal ? one.Ordinal.CompareTo(other.Ordinal)
        : one.Number != other.Number ? one.Number.CompareTo(other.Number)
        : StoredText.Compare(one.Label, other.Label);

    private StoredEmbedding ReadEmbedding(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Command("SELECT backend, name, dimensions FROM embedding");
        using SqliteDataReader reader = command.ExecuteReader();
        if (!reader.Read())
            throw PageDatabase.Damaged("it does not say what its vectors were made with");

        // The file is longer than all of its vectors.
        long size = Size(connection) / sizeof(float), most = Math.Min(MostDimensions, size / Math.Max(1, _keys.Count));
        StoredEmbedding embedding = new(reader.Text(0), reader.Text(1), (int)reader.Integer(2, 1, most));
        _mostVectors = size / embedding.Dimensions;
        return reader.Read() ? throw PageDatabase.Damaged("it says more than once what its vectors were made with") : embedding;
    }

    private static long Size(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Command("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
        return (long)command.ExecuteScalar()!;
    }

    private T Use<T>(Func<PageReader, T> action)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            PageReader reader = _idle.TryTake(out PageReader? idle) ? idle : new PageReader(_connect(), _tables);
            try
            {
                return action(reader);
            }
            finally
            {
                _idle.Add(reader);
                if (_disposed)
                    Dispose();
            }
        }
        catch (SqliteException error)
        {
            throw PageDatabase.Translate(error);
        }
    }
}
