using Microsoft.Data.Sqlite;
using SynthGen.Adapters.Retrieval;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Tests.Retrieval;

/// <summary>Files of indexes as the second version wrote them, with an FTS5 index of folded words in place of posting lists.</summary>
internal static class Version2File
{
    /// <summary>Makes one of a file of the latest version.</summary>
    public static void Make(string path)
    {
        using SqliteConnection connection = PageDatabase.Connect(path, SqliteOpenMode.ReadWrite);
        connection.Run("""
            DROP TABLE page_posting;
            DROP TABLE page_length;
            CREATE VIRTUAL TABLE page_words USING fts5(text, content='', tokenize='ascii');
            PRAGMA user_version = 2;
            """);
        List<string> texts = [];
        using (SqliteCommand read = connection.Command($"SELECT text FROM page ORDER BY {PageTables.Latest.Order}"))
        using (SqliteDataReader reader = read.ExecuteReader())
        {
            while (reader.Read())
                texts.Add(IndexWords.Of(reader.Text(0)));
        }

        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand add = connection.Command("INSERT INTO page_words(rowid, text) VALUES ($place, $text)", "$place", "$text");
        foreach ((int place, string words) in texts.Index())
        {
            add.Parameters[0].Value = place;
            add.Parameters[1].Value = StoredText.Searchable(words);
            add.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
