using System.Management.Automation;
using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>Opens index files.</summary>
internal static class PageIndexFile
{
    /// <summary>Opens a file.</summary>
    /// <param name="settings">The way to the model of its vectors.</param>
    /// <param name="path">The path as it was given.</param>
    /// <param name="file">The full path.</param>
    /// <param name="withVectors">Whether vector searches will run on it.</param>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static PageIndex Open(EmbeddingSettings settings, string path, string file, bool withVectors)
    {
        try
        {
            return Check(PageIndex.Open(LibraryLoadContext.Create<IPageStoreFactory>(), file, Connect), settings);
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

        ITextEmbedder? Connect(StoredEmbedding embedding) => withVectors ? BackendOf(embedding.Backend).Open(settings, embedding) : null;
    }

    private static EmbeddingBackend BackendOf(string name) =>
        BackendRegistry.FindEmbedding(name) ?? throw new InvalidDataException($"Its vectors were made by '{name}', which is not known.");

    private static PageIndex Check(PageIndex index, EmbeddingSettings settings)
    {
        if (settings.Model is null || BackendOf(index.EmbeddingBackend).HasModelFolder)
            return index;
        string backend = index.EmbeddingBackend;
        index.Dispose();
        throw new ConfigurationException(Errors.Create(
            "ParameterNotUsed", ErrorCategory.InvalidArgument, settings.Model, $"An index with vectors of {backend} has no use for -{EmbeddingSettings.ModelParameter}.",
            "Leave it out: the index knows its model."));
    }
}
