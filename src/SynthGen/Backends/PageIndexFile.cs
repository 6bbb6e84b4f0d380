using System.Management.Automation;
using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>Opens index files.</summary>
internal static class PageIndexFile
{
    /// <summary>Opens a file.</summary>
    /// <param name="session">The command's session.</param>
    /// <param name="connection">The way to the service of its vectors, if it needs one.</param>
    /// <param name="vertexAI">The project at Google Cloud.</param>
    /// <param name="path">The path as it was given.</param>
    /// <param name="file">The full path.</param>
    /// <param name="withVectors">Whether vector searches will run on it.</param>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static PageIndex Open(CommandSession session, ConnectionSettings connection, VertexAISettings vertexAI, string path, string file, bool withVectors)
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

        // The file does not hold the service's address: a file from elsewhere must not decide where keys are sent.
        ITextEmbedder? Connect(StoredEmbedding embedding) => !withVectors ? null
            : EmbeddingModel.IsMeant(embedding.Backend) ? EmbeddingModel.LoadFor(embedding)
            : BackendRegistry.Find(BackendRegistry.Embedders, embedding.Backend) is { } backend ? backend.CreateEmbedder(session, connection, vertexAI, embedding.Model)
            : throw new InvalidDataException($"Its vectors were made by '{embedding.Backend}', which is not known.");
    }
}
