using System.Management.Automation;
using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>Opens the file of an index; what is wrong with it ends the command.</summary>
internal static class PageIndexFile
{
    /// <summary>Opens a file.</summary>
    /// <param name="command">Where the service of its vectors is, if it needs one.</param>
    /// <param name="path">The path as it was given.</param>
    /// <param name="file">The full path.</param>
    /// <param name="withVectors">Whether it is to be searched by vectors.</param>
    /// <param name="log">Told of retries.</param>
    public static PageIndex Open(ConnectionCmdlet command, string path, string file, bool withVectors, Action<string> log)
    {
        try
        {
            return PageIndex.Open(LibraryLoadContext.Create<IPageStoreFactory>(), file, Connect);
        }
        catch (InvalidDataException error)
        {
            command.ThrowTerminatingError(Errors.Create(
                "NotAPageIndex", ErrorCategory.InvalidData, path, $"'{file}' cannot be searched. {error.Message}", "Build an index with New-PageIndex -Path.", error));
            throw;
        }
        catch (IOException error)
        {
            command.ThrowTerminatingError(Errors.Create(
                "PageIndexUnreadable", ErrorCategory.ReadError, path, $"'{file}' cannot be read: {error.Message}", "Check that it may be read.", error));
            throw;
        }

        // Where the service is, is not in the file: a file from elsewhere must not say where keys go.
        ITextEmbedder? Connect(StoredEmbedding embedding) => !withVectors ? null
            : HostedBackend.Find(embedding.Backend) is { } backend ? EmbeddingConnection.Create(command, backend, embedding.Model, log)
            : throw new InvalidDataException($"Its vectors were made by '{embedding.Backend}', which is not known.");
    }
}
