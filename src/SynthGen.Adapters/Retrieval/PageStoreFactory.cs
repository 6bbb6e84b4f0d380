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
            // For a folder and for an unreadable file SQLite says only "unable to open".
            using (File.OpenRead(path))
                return new PageStore(path, null);
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
