using Microsoft.Data.Sqlite;

namespace SynthGen.Adapters.Retrieval;

/// <summary>The connections to an index.</summary>
internal static class PageDatabase
{
    /// <summary>Marks a file as an index ("SGIX").</summary>
    public const long ApplicationId = 0x53474958;

    // The seconds to wait for another process that writes to the file.
    private const int LockTimeout = 2;

    private static readonly (int Limit, int Most)[] Limits =
    [
        (SQLitePCL.raw.SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (SQLitePCL.raw.SQLITE_LIMIT_COLUMN, 100),
        (SQLitePCL.raw.SQLITE_LIMIT_EXPR_DEPTH, 20),
        (SQLitePCL.raw.SQLITE_LIMIT_COMPOUND_SELECT, 3),
        (SQLitePCL.raw.SQLITE_LIMIT_VDBE_OP, 25_000),
        (SQLitePCL.raw.SQLITE_LIMIT_FUNCTION_ARG, 8),
        (SQLitePCL.raw.SQLITE_LIMIT_ATTACHED, 0),
        (SQLitePCL.raw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
        (SQLitePCL.raw.SQLITE_LIMIT_VARIABLE_NUMBER, 10),
        (SQLitePCL.raw.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    ];

    static PageDatabase() => SQLitePCL.Batteries_V2.Init();

    /// <summary>The name of a new database in memory, which all connections of the process share until the last is closed.</summary>
    public static string NewInMemory() => $"file:/synthgen-{Guid.NewGuid():n}?vfs=memdb";

    /// <summary>Opens a connection.</summary>
    public static SqliteConnection Connect(string name, SqliteOpenMode mode) => Connect(name, mode, _ => { });

    /// <summary>Opens a connection that only reads, and trusts nothing in the file.</summary>
    public static SqliteConnection ConnectForReading(string name) => Connect(name, SqliteOpenMode.ReadOnly, connection =>
    {
        // https://www.sqlite.org/security.html#untrusted_sqlite_database_files
        foreach ((int limit, int most) in Limits)
            SQLitePCL.raw.sqlite3_limit(connection.Handle, limit, most);
        SQLitePCL.raw.sqlite3_db_config(connection.Handle, SQLitePCL.raw.SQLITE_DBCONFIG_DEFENSIVE, 1, out _);
        connection.Run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA query_only = ON;");
    });

    private static SqliteConnection Connect(string name, SqliteOpenMode mode, Action<SqliteConnection> prepare)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = name,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = LockTimeout,
        }.ToString());
        try
        {
            connection.Open();
            prepare(connection);
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

    /// <summary>The error of an index that is not as the program writes it.</summary>
    /// <param name="what">What is wrong with it: a clause.</param>
    /// <param name="error">SQLite's error, if it found it.</param>
    public static InvalidDataException Damaged(string what, SqliteException? error = null) => new($"The index is damaged: {what}.", error);

    /// <summary>Maps SQLite's errors to the port's exceptions. What the disk, the system or another process is not to blame for is damage.</summary>
    public static Exception Translate(SqliteException error) => error.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_FULL => new IOException("The disk is full, or an index in memory has come to SQLite's limit of 1 GB.", error),
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => new IOException("Another process writes to it.", error),
        SQLitePCL.raw.SQLITE_PERM or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_CANTOPEN or
            SQLitePCL.raw.SQLITE_AUTH or SQLitePCL.raw.SQLITE_NOLFS => new IOException(error.Message, error),
        _ => Damaged($"SQLite says: {error.Message.TrimEnd('.')}", error),
    };
}
