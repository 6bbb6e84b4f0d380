using Microsoft.Data.Sqlite;
using SynthGen.Adapters.Retrieval;

namespace SynthGen.Adapters.Tests.Retrieval;

/// <summary>Files of indexes as the first version wrote them, with raw words.</summary>
internal static class Version1File
{
    public static void Write(string path, OcrPage[] pages)
    {
        using SqliteConnection connection = PageDatabase.Connect(path, SqliteOpenMode.ReadWriteCreate);
        connection.Run("PRAGMA journal_mode = OFF; PRAGMA application_id = 0x53474958; PRAGMA user_version = 1;");
        connection.Run("""
            CREATE TABLE page(id INTEGER PRIMARY KEY, number INTEGER NOT NULL, source NOT NULL, label NOT NULL, line INTEGER NOT NULL, text NOT NULL);
            CREATE UNIQUE INDEX page_key ON page(source, number);
            CREATE VIRTUAL TABLE page_words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
            CREATE TABLE page_vector(place INTEGER PRIMARY KEY, value BLOB NOT NULL);
            CREATE TABLE embedding(backend TEXT NOT NULL, name TEXT NOT NULL, dimensions INTEGER NOT NULL, model BLOB NOT NULL);
            INSERT INTO embedding VALUES ('OpenAI', 'm', 1, x'');
            """);
        for (int place = 0; place < pages.Length; place++)
        {
            OcrPage page = pages[place];
            connection.Run($"INSERT INTO page(number, source, label, line, text) VALUES ({page.Number}, '{page.Source}', '{page.Label}', {page.Line}, '{page.Text}')");
            connection.Run($"INSERT INTO page_words(rowid, text) VALUES ({place}, '{page.Text}')");
            connection.Run($"INSERT INTO page_vector VALUES ({place}, x'0000803F')");
        }
    }
}
