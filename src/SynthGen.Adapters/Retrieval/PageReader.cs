using System.Buffers;
using Microsoft.Data.Sqlite;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>A connection for one thread at a time, with its statements prepared.</summary>
internal sealed class PageReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find, _weigh, _read, _list, _positions, _prefix;

    public PageReader(SqliteConnection connection, PageTables tables)
    {
        _connection = connection;

        // SQLite's BM25, k1 = 1.2 and b = 0.75; lower is better. Places are in the order of the pages' keys.
        _find = connection.Command(
            "SELECT rowid, -bm25(page_words) AS score FROM page_words WHERE page_words MATCH $words ORDER BY score DESC, rowid LIMIT $top",
            "$words", "$top");
        _weigh = connection.Command("SELECT rowid, -bm25(page_words) FROM page_words WHERE page_words MATCH $words ORDER BY rowid", "$words");
        _list = connection.Command("SELECT first, list FROM page_posting WHERE word = $word ORDER BY first", "$word");
        _positions = connection.Command("SELECT positions FROM page_posting WHERE word = $word ORDER BY first", "$word");
        _prefix = connection.Command("SELECT first, list, positions, word FROM page_posting WHERE word >= $word ORDER BY word, first", "$word");
        _read = connection.Command($"SELECT {tables.Page} FROM page WHERE id = $id", "$id");
    }

    /// <summary>Gets the places of the pages that match an FTS5 expression, best first.</summary>
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

    /// <summary>Gets the pages of a word or of the beginning of one, of an index that holds posting lists.</summary>
    /// <param name="term">The term, of one word.</param>
    /// <param name="weights">The weights of the index's words.</param>
    public PostingList ReadList(QueryTerm term, WordWeights weights)
    {
        string word = term.Words[0];
        return term.IsPrefix ? ReadPrefix(word, weights) : ReadWord(word, weights);
    }

    /// <summary>Gets the positions of a word, of an index that holds posting lists.</summary>
    public byte[] ReadPositions(string word)
    {
        _positions.Parameters[0].Value = word;
        byte[] positions = [];
        using SqliteDataReader reader = _positions.ExecuteReader();

        // Mostly a list has one part.
        while (reader.Read())
            positions = positions.Length == 0 ? reader.Bytes(0).ToArray() : [.. positions, .. reader.Bytes(0)];
        return positions;
    }

    /// <summary>Gets the number of words of each page, of an index that holds them.</summary>
    public int[] ReadLengths(int pages)
    {
        using SqliteCommand read = _connection.Command("SELECT place, words FROM page_length ORDER BY place");
        using SqliteDataReader reader = read.ExecuteReader();
        List<int> lengths = [];
        while (reader.Read())
        {
            reader.Integer(0, lengths.Count, Math.Min(lengths.Count, pages - 1));
            lengths.Add((int)reader.Integer(1, 0, int.MaxValue));
        }

        return lengths.Count == pages ? [.. lengths] : throw PageDatabase.Damaged($"it has the numbers of words of other pages than its {pages}");
    }

    /// <summary>Gets all pages that match an FTS5 expression, in their order, with their scores.</summary>
    public PostingList Weigh(string expression, int pages)
    {
        _weigh.Parameters[0].Value = expression;
        List<int> found = [];
        List<double> weights = [];
        using SqliteDataReader reader = _weigh.ExecuteReader();
        while (reader.Read())
        {
            found.Add((int)reader.Integer(0, found.Count == 0 ? 0 : found[^1] + 1, pages - 1));
            weights.Add(reader.Number(1) is > 0 and double weight ? weight : throw PageDatabase.Damaged("a page with a word has no score"));
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
    /// <param name="dimensions">The numbers in a vector.</param>
    /// <param name="pages">The number of pages.</param>
    /// <param name="most">The number of vectors that the file has room for, so that a circle in it ends.</param>
    /// <param name="take">Takes each page's place and vector, which the next one overwrites.</param>
    public void ReadVectors(int dimensions, int pages, long most, Action<int, ReadOnlySpan<float>> take)
    {
        float[] vector = new float[dimensions];

        // Vectors are written in this order.
        using SqliteCommand read = _connection.Command("SELECT place, value FROM page_vector ORDER BY rowid");
        using SqliteDataReader reader = read.ExecuteReader();
        int place = -1;
        for (long count = 0; reader.Read(); count++)
        {
            if (count >= most)
                throw PageDatabase.Damaged("it lists more vectors than it can hold");
            place = (int)reader.Integer(0, Math.Max(0, place), Math.Min(place + 1, pages - 1));
            reader.Vector(1, vector);
            take(place, vector);
        }

        if (place != pages - 1)
            throw PageDatabase.Damaged($"it has vectors of other pages than its {pages}");
    }

    /// <summary>Gets the offline model.</summary>
    public byte[] ReadModel()
    {
        using SqliteCommand read = _connection.Command("SELECT model FROM embedding");
        using SqliteDataReader reader = read.ExecuteReader();
        return reader.Read() ? reader.Bytes(0).ToArray() : throw PageDatabase.Damaged("it lacks the model of its vectors");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SqliteCommand command in (SqliteCommand[])[_find, _weigh, _read, _list, _positions, _prefix])
            command.Dispose();
        _connection.Dispose();
    }

    private PostingList ReadWord(string word, WordWeights weights)
    {
        _list.Parameters[0].Value = word;
        int[] pages = ArrayPool<int>.Shared.Rent(weights.Pages), counts = ArrayPool<int>.Shared.Rent(weights.Pages);
        using SqliteDataReader reader = _list.ExecuteReader();
        int length = 0;
        while (reader.Read())
            length = ReadPart(reader, pages, counts, length, weights.Pages);
        PostingList list = weights.Weigh(pages.AsSpan(0, length), counts.AsSpan(0, length));
        ArrayPool<int>.Shared.Return(pages);
        ArrayPool<int>.Shared.Return(counts);
        return list;
    }

    // The words that begin so, as if they were one.
    private PostingList ReadPrefix(string prefix, WordWeights weights)
    {
        _prefix.Parameters[0].Value = prefix;
        List<(int Page, int Position)> places = [];
        int[] pages = new int[weights.Pages], counts = new int[weights.Pages];
        using SqliteDataReader reader = _prefix.ExecuteReader();
        while (reader.Read() && reader.Text(3).StartsWith(prefix, StringComparison.Ordinal))
        {
            int length = ReadPart(reader, pages, counts, 0, weights.Pages);
            PostingList word = new(pages[..length], []) { Counts = counts[..length], Positions = reader.Bytes(2).ToArray() };
            PositionReader positions = new(word, weights.Lengths);
            foreach (int page in word.Pages)
            {
                foreach (int position in positions.Read(page))
                    places.Add((page, position));
            }
        }

        places.Sort();
        PostingPart all = new(0);
        foreach ((int page, int position) in places)
            all.Add(page, position);
        PostingList list = weights.Weigh(places);
        list.Positions = all.GetPositions().ToArray();
        return list;
    }

    // Adds a part of a list to the pages before; returns their number.
    private static int ReadPart(SqliteDataReader reader, Span<int> pages, Span<int> counts, int length, int most)
    {
        int page = (int)reader.Integer(0, 0, most - 1), last = length == 0 ? -1 : pages[length - 1];
        ReadOnlySpan<byte> list = reader.Bytes(1);
        for (int at = 0; at < list.Length; length++)
        {
            (int distance, int count) = PostingFormat.Read(list, ref at);
            if (distance >= most - page || page + distance <= last)
                throw PageDatabase.Damaged("the pages of a word are not in their order");
            (pages[length], counts[length]) = (last = page += distance, count);
        }

        return length;
    }
}
