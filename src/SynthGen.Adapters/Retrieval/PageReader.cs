using Microsoft.Data.Sqlite;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>A connection for one thread at a time, with its statements prepared.</summary>
internal sealed class PageReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find, _weigh, _read;

    public PageReader(SqliteConnection connection, PageTables tables)
    {
        _connection = connection;

        // SQLite's BM25, k1 = 1.2 and b = 0.75; lower is better. Places are in the order of the pages' keys.
        _find = connection.Command(
            "SELECT rowid, -bm25(page_words) AS score FROM page_words WHERE page_words MATCH $words ORDER BY score DESC, rowid LIMIT $top",
            "$words", "$top");
        _weigh = connection.Command("SELECT rowid, -bm25(page_words) FROM page_words WHERE page_words MATCH $words ORDER BY rowid", "$words");
        _read = connection.Command($"SELECT {tables.Page} FROM page WHERE id = $id", "$id");
    }

    /// <summary>Gets the places of the pages that match an expression, best first.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="top">The maximum number of places.</param>
    /// <param name="pages">The number of pages.</param>
    public IReadOnlyList<RowScore> Find(string expression, int top, int pages)
    {
        _find.Parameters[0].Value = expression;
        _find.Parameters[1].Value = top;
        List<RowScore> found = [];
        using SqliteDataReader reader = _find.ExecuteReader();
        while (reader.Read())
            found.Add(new RowScore((int)reader.Integer(0, 0, pages - 1), reader.Number(1)));
        return found;
    }

    /// <summary>Gets all pages that match an expression, in their order, with their scores.</summary>
    public PostingList Weigh(string expression, int pages)
    {
        _weigh.Parameters[0].Value = expression;
        List<int> found = [];
        List<double> weights = [];
        using SqliteDataReader reader = _weigh.ExecuteReader();
        while (reader.Read())
        {
            found.Add((int)reader.Integer(0, 0, pages - 1));
            weights.Add(reader.Number(1));
        }

        return new PostingList([.. found], [.. weights]);
    }

    /// <summary>Gets the page of an id.</summary>
    public OcrPage Read(long id)
    {
        _read.Parameters[0].Value = id;
        using SqliteDataReader reader = _read.ExecuteReader();
        return reader.Read()
            ? new OcrPage(
                (int)reader.Integer(0, int.MinValue, int.MaxValue), reader.Text(1), reader.Text(2), reader.Integer(3, long.MinValue, long.MaxValue), reader.Text(4),
                (int)reader.Integer(5, int.MinValue, int.MaxValue), reader.IsDBNull(6) ? null : reader.Number(6))
            : throw PageDatabase.Damaged("it lacks a page that it lists");
    }

    /// <summary>Gets the vectors in the order of their pages' places.</summary>
    public IEnumerable<PageVector> ReadVectors(int dimensions, int pages)
    {
        // Vectors are written in this order.
        using SqliteCommand read = _connection.Command("SELECT place, value FROM page_vector ORDER BY rowid");
        using SqliteDataReader reader = read.ExecuteReader();
        int place = -1;
        while (reader.Read())
        {
            place = (int)reader.Integer(0, Math.Max(0, place), Math.Min(place + 1, pages - 1));
            yield return new PageVector(place, reader.Vector(1, dimensions));
        }

        if (place != pages - 1)
            throw PageDatabase.Damaged($"it has vectors of other pages than its {pages}");
    }

    /// <summary>Gets the offline model.</summary>
    public byte[] ReadModel()
    {
        using SqliteCommand read = _connection.Command("SELECT model FROM embedding");
        using SqliteDataReader reader = read.ExecuteReader();
        return reader.Read() ? reader.Bytes(0) : throw PageDatabase.Damaged("it lacks the model of its vectors");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _find.Dispose();
        _weigh.Dispose();
        _read.Dispose();
        _connection.Dispose();
    }
}
