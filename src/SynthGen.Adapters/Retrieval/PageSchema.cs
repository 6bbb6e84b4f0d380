using Microsoft.Data.Sqlite;

namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// Checks that a database has the tables and the index that the program makes, and nothing else: no view, no trigger, no
/// other table. They are compared as SQLite keeps them, as text.
/// </summary>
internal static class PageSchema
{
    private const string Entries = "SELECT type, name, tbl_name, sql FROM sqlite_schema";

    private static readonly Dictionary<PageTables, Lazy<HashSet<string>>> Expected =
        PageTables.All.ToDictionary(tables => tables, tables => new Lazy<HashSet<string>>(() => Create(tables)));

    /// <summary>Checks a database.</summary>
    /// <exception cref="InvalidDataException">It has another schema.</exception>
    public static void Check(SqliteConnection connection, PageTables tables)
    {
        HashSet<string> expected = Expected[tables].Value;
        int most = expected.Count;
        if (!expected.SetEquals(Read(connection).Take(most + 1)))
            throw PageDatabase.Damaged("its tables are not those that the program makes");
    }

    private static HashSet<string> Create(PageTables tables)
    {
        using SqliteConnection connection = PageDatabase.Connect(":memory:", SqliteOpenMode.Memory);
        connection.Run(tables.Definition);
        return [.. Read(connection)];
    }

    private static IEnumerable<string> Read(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Command(Entries);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            yield return string.Join('\n', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i)));
    }
}
