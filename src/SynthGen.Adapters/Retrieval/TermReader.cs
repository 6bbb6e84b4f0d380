using Microsoft.Data.Sqlite;

namespace SynthGen.Adapters.Retrieval;

/// <summary>Reads where the words of an index stand (https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module). For one thread at a time.</summary>
internal sealed class TermReader : IDisposable
{
    // A prefix ends before the last character of Unicode.
    private const string Last = "\U0010FFFF";

    private readonly SqliteCommand _count, _countPrefix, _places, _placesOfPrefix;

    /// <summary>Prepares the statements.</summary>
    public TermReader(SqliteConnection connection)
    {
        // The table lives in the connection alone; SQLite counts it as a change of the database all the same.
        connection.Run("PRAGMA query_only = OFF; CREATE VIRTUAL TABLE temp.page_term USING fts5vocab('main', 'page_words', 'instance'); PRAGMA query_only = ON;");
        _count = connection.Command("SELECT doc, count(*) FROM temp.page_term WHERE term = $term GROUP BY doc ORDER BY doc", "$term");
        _countPrefix = connection.Command("SELECT doc, count(*) FROM temp.page_term WHERE term >= $term AND term < $last GROUP BY doc ORDER BY doc", "$term", "$last");
        _places = connection.Command("SELECT doc, offset FROM temp.page_term WHERE term = $term", "$term");
        _placesOfPrefix = connection.Command("SELECT doc, offset FROM temp.page_term WHERE term >= $term AND term < $last", "$term", "$last");
    }

    /// <summary>Gets the pages that have a word, rising, and how often they have it.</summary>
    public (int[] Pages, int[] Counts) Count(string word, bool isPrefix, int pages)
    {
        (int Page, int Count)[] found = [.. Read(word, isPrefix ? _countPrefix : _count, pages)];
        return (Array.ConvertAll(found, page => page.Page), Array.ConvertAll(found, page => page.Count));
    }

    /// <summary>Gets the places of a word, rising: the page in the upper 32 bits, the place among its words in the lower.</summary>
    public long[] Places(string word, bool isPrefix, int pages)
    {
        long[] places = [.. Read(word, isPrefix ? _placesOfPrefix : _places, pages).Select(place => ((long)place.Page << 32) | (uint)place.Number)];
        Array.Sort(places);
        return places;
    }

    private static IEnumerable<(int Page, int Number)> Read(string word, SqliteCommand command, int pages)
    {
        command.Parameters[0].Value = word;
        if (command.Parameters.Count > 1)
            command.Parameters[1].Value = word + Last;
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            long page = reader.GetInt64(0);
            yield return page >= 0 && page < pages ? ((int)page, reader.GetInt32(1)) : throw PageDatabase.Damaged("its words are those of other pages");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _count.Dispose();
        _countPrefix.Dispose();
        _places.Dispose();
        _placesOfPrefix.Dispose();
    }
}
