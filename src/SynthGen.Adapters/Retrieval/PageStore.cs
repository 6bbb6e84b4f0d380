using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>Reads an index. Any number of threads may call it; each borrows a connection.</summary>
internal sealed class PageStore : IPageStore
{
    private readonly string _name;
    private readonly SqliteConnection? _keepAlive;
    private readonly ConcurrentBag<PageReader> _idle = [];
    private readonly List<PageKey> _keys = [];
    private readonly List<long> _ids = [];
    private volatile bool _disposed;

    /// <summary>Opens an index.</summary>
    /// <param name="name">The file, or the name of a database in memory.</param>
    /// <param name="keepAlive">A connection to hold as long as the index is open.</param>
    public PageStore(string name, SqliteConnection? keepAlive)
    {
        (_name, _keepAlive) = (name, keepAlive);
        using SqliteConnection connection = PageDatabase.Connect(name, SqliteOpenMode.ReadOnly);
        Check(connection);
        using SqliteCommand keys = connection.Command("SELECT number, source, id FROM page ORDER BY source, number");
        using (SqliteDataReader reader = keys.ExecuteReader())
        {
            string source = "";
            while (reader.Read())
            {
                // One string for all pages of a file.
                string next = StoredText.Of(reader.GetValue(1));
                source = next == source ? source : next;
                _keys.Add(new PageKey(reader.GetInt32(0), source));
                _ids.Add(reader.GetInt64(2));
            }
        }

        using SqliteCommand embedding = connection.Command("SELECT backend, name, dimensions FROM embedding");
        using SqliteDataReader row = embedding.ExecuteReader();
        if (!row.Read())
            throw new InvalidDataException("It does not say what its vectors were made with.");
        Embedding = new StoredEmbedding(row.GetString(0), row.GetString(1), row.GetInt32(2));
    }

    /// <inheritdoc/>
    public IReadOnlyList<PageKey> Keys => _keys;

    /// <inheritdoc/>
    public StoredEmbedding Embedding { get; }

    /// <inheritdoc/>
    public byte[] ReadModel() => Use(reader => reader.ReadModel());

    /// <inheritdoc/>
    public OcrPage Read(int place) => Use(reader => reader.Read(_ids[place]));

    /// <inheritdoc/>
    public IReadOnlyList<RowScore> FindWords(string query, int top)
    {
        IReadOnlyList<string> terms = WordQuery.Terms(query);
        if (terms.Count == 0)
            return [];
        return Use(reader =>
        {
            // Pages with all of the words come first, then those with some of them.
            IReadOnlyList<RowScore> all = reader.Find(string.Join(" AND ", terms), top);
            return terms.Count == 1 || all.Count >= top ? all : Merge(all, reader.Find(string.Join(" OR ", terms), top), top);
        });
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<float[]> ReadVectors() => Use(reader =>
    {
        List<float[]> vectors = [.. reader.ReadVectors()];
        if (vectors.Count != _keys.Count || vectors.Any(vector => vector.Length != Embedding.Dimensions))
            throw new InvalidDataException("The vectors of the index are damaged.");
        return vectors;
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

    private static void Check(SqliteConnection connection)
    {
        if (Pragma("application_id") != PageDatabase.ApplicationId)
            throw new InvalidDataException("It is no index of pages.");
        if (Pragma("user_version") is var version && version != PageDatabase.Version)
            throw new InvalidDataException($"It is an index of version {version}, and only version {PageDatabase.Version} can be read.");

        long Pragma(string name)
        {
            using SqliteCommand command = connection.Command($"PRAGMA {name}");
            return (long)command.ExecuteScalar()!;
        }
    }

    private T Use<T>(Func<PageReader, T> action)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            PageReader reader = _idle.TryTake(out PageReader? idle) ? idle : new PageReader(PageDatabase.Connect(_name, SqliteOpenMode.ReadOnly));
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
