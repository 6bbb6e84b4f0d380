using System.Management.Automation;
using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>Opens the file of an index.</summary>
internal static class PageIndexFile
{
    /// <summary>Opens a file.</summary>
    /// <param name="session">The command's session.</param>
    /// <param name="connection">The way to the service of its vectors, if it needs one.</param>
    /// <param name="path">The path as it was given.</param>
    /// <param name="file">The full path.</param>
    /// <param name="withVectors">Whether it is to be searched by vectors.</param>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static PageIndex Open(CommandSession session, ConnectionSettings connection, string path, string file, bool withVectors)
    {
        try
        {
            return PageIndex.Open(LibraryLoadContext.Create<IPageStoreFactory>(), file, Connect);
        }
        catch (InvalidDataException error)
        {
            throw new ConfigurationException(Errors.Create(
                "NotAPageIndex", ErrorCategory.InvalidData, path, $"'{file}' cannot be searched. {error.Message}", "Build an index with New-PageIndex -Path.", error));
        }
        catch (IOException error)
        {
            throw new ConfigurationException(Errors.Create(
                "PageIndexUnreadable", ErrorCategory.ReadError, path, $"'{file}' cannot be read: {error.Message}", "Check that it may be read.", error));
        }

        // Where the service is, is not in the file: a file from elsewhere must not say where keys go.
        ITextEmbedder? Connect(StoredEmbedding embedding) => !withVectors ? null
            : BackendRegistry.Find(BackendRegistry.Embedders, embedding.Backend) is { } backend ? backend.CreateEmbedder(session, connection, embedding.Model)
            : throw new InvalidDataException($"Its vectors were made by '{embedding.Backend}', which is not known.");
    }
}
