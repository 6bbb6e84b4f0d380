using Microsoft.Data.Sqlite;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>Keeps pages in SQLite: a file, or a database in memory.</summary>
public sealed class PageStoreFactory : IPageStoreFactory
{
    /// <inheritdoc/>
    public IPageStoreWriter Create(string? path)
    {
        try
        {
            return new PageStoreWriter(path ?? PageDatabase.NewInMemory());
        }
        catch (SqliteException error)
        {
            throw PageDatabase.Translate(error);
        }
    }

    /// <inheritdoc/>
    public IPageStore Open(string path)
    {
        try
        {
            PageFile file = new(path);
            return new PageStore(file.Connect, file.Tables, null);
        }
        catch (SqliteException error)
        {
            throw PageDatabase.Translate(error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }
    }
}
