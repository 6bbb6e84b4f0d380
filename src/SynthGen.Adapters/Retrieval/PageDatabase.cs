using Microsoft.Data.Sqlite;

namespace SynthGen.Adapters.Retrieval;

/// <summary>The tables of an index, and the connections to them.</summary>
internal static class PageDatabase
{
    /// <summary>Marks a file as an index ("SGIX"); a file of another version has another number.</summary>
    public const long ApplicationId = 0x53474958, Version = 1;

    // Words without case and accents, not stemmed: the porter stemmer loses a little on names and citations, which this
    // search is for, and gains nothing. Without a copy of the text (content='').
    public const string Tables = """
        CREATE TABLE page(id INTEGER PRIMARY KEY, number INTEGER NOT NULL, source NOT NULL, label NOT NULL, line INTEGER NOT NULL, text NOT NULL);
        CREATE UNIQUE INDEX page_key ON page(source, number);
        CREATE VIRTUAL TABLE page_words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
        CREATE TABLE page_vector(place INTEGER PRIMARY KEY, value BLOB NOT NULL);
        CREATE TABLE embedding(backend TEXT NOT NULL, name TEXT NOT NULL, dimensions INTEGER NOT NULL, model BLOB NOT NULL);
        """;

    static PageDatabase() => SQLitePCL.Batteries_V2.Init();

    /// <summary>The name of a new database in memory, which all connections of the process share until the last is closed.</summary>
    public static string NewInMemory() => $"file:/synthgen-{Guid.NewGuid():n}?vfs=memdb";

    /// <summary>Opens a connection.</summary>
    public static SqliteConnection Connect(string name, SqliteOpenMode mode)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = name, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Creates a command.</summary>
    public static SqliteCommand Command(this SqliteConnection connection, string text, params ReadOnlySpan<string> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        foreach (string parameter in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        return command;
    }

    /// <summary>Executes statements.</summary>
    public static void Run(this SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.Command(text);
        command.ExecuteNonQuery();
    }

    /// <summary>Maps SQLite's errors to the port's exceptions.</summary>
    public static Exception Translate(SqliteException error) => error.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_NOTADB => new InvalidDataException("It is no index of pages.", error),
        SQLitePCL.raw.SQLITE_CORRUPT => new InvalidDataException($"It is damaged: {error.Message}", error),
        SQLitePCL.raw.SQLITE_ERROR => new InvalidDataException($"It is no whole index of pages: {error.Message}", error),
        SQLitePCL.raw.SQLITE_FULL => new IOException("The disk is full, or an index in memory has come to SQLite's limit of 1 GB.", error),
        _ => new IOException(error.Message, error),
    };
}
