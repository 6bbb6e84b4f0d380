using System.Management.Automation;
using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>The sentence encoder in this process that -EmbeddingBackend MiniLM names.</summary>
internal static class EmbeddingModel
{
    /// <summary>The name for -EmbeddingBackend and in the index.</summary>
    public const string Backend = "MiniLM";

    /// <summary>Whether a user or an index means this one.</summary>
    public static bool IsMeant(string backend) => backend.Equals(Backend, StringComparison.OrdinalIgnoreCase);

    /// <summary>Loads it.</summary>
    /// <exception cref="ConfigurationException">It cannot be used.</exception>
    public static ITextEmbedder Load()
    {
        try
        {
            return LibraryLoadContext.Create<ILocalEmbedderFactory>().Create(null, null);
        }
        catch (LocalModelException error)
        {
            throw new ConfigurationException(Errors.Create(
                "EmbeddingModelUnusable", ErrorCategory.ResourceUnavailable, Backend, error.Message, "Install the module again, or leave -EmbeddingBackend out: the Offline embedding needs no model.", error));
        }
    }

    /// <summary>Loads the model that made the vectors of an index.</summary>
    /// <exception cref="InvalidDataException">They were made by another one.</exception>
    /// <exception cref="ConfigurationException">It cannot be used.</exception>
    public static ITextEmbedder LoadFor(StoredEmbedding embedding)
    {
        ITextEmbedder embedder = Load();
        if (embedder.Name == embedding.Model)
            return embedder;
        embedder.Dispose();
        throw new InvalidDataException($"Its vectors were made by '{embedding.Model}', and this module has '{embedder.Name}': vectors of two models cannot be compared.");
    }
}
