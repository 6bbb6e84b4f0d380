using System.Management.Automation;
using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>A sentence encoder in this process: the one that comes with the module, or one of the user's.</summary>
/// <param name="name">The name for -EmbeddingBackend and in the index.</param>
/// <param name="isBuiltIn">Whether the model comes with the module.</param>
internal sealed class LocalEmbedding(string name, bool isBuiltIn) : EmbeddingBackend
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override bool HasModelFolder => !isBuiltIn;

    /// <inheritdoc/>
    public override ITextEmbedder Create(EmbeddingSettings settings)
    {
        settings.RefuseConnection(Name, isBuiltIn ? [EmbeddingSettings.ModelParameter] : []);
        return Load(settings, settings.Model);
    }

    /// <inheritdoc/>
    public override ITextEmbedder Open(EmbeddingSettings settings, StoredEmbedding embedding)
    {
        EncoderName made = EncoderName.TryParse(embedding.Model) ?? throw new InvalidDataException($"The index is damaged: '{embedding.Model}' is not the name of a model.");
        ITextEmbedder embedder = Load(settings, settings.Model ?? Trusted(made.Reference));
        if (EncoderName.TryParse(embedder.Name)?.Fingerprint == made.Fingerprint)
            return embedder;

        string other = embedder.Name;
        embedder.Dispose();
        throw new ConfigurationException(Errors.Create(
            "EmbeddingModelMismatch", ErrorCategory.InvalidData, other, $"The vectors of the index were made by '{made}', and this is '{other}': vectors of two models cannot be compared.",
            isBuiltIn ? "Build the index again by New-PageIndex." : $"Give the folder of that model by Get-PageIndex -{EmbeddingSettings.ModelParameter}, or build the index again by New-PageIndex."));
    }

    /// <inheritdoc/>
    public override Task<PageIndex> CompleteAsync(PageIndexBuilder builder, ITextEmbedder? embedder, CancellationToken cancellationToken) =>
        builder.CompleteAsync(Name, embedder!, cancellationToken);

    // A file from elsewhere must not have this machine call another one.
    private static string Trusted(string reference) => !reference.StartsWith(@"\\", StringComparison.Ordinal) && !reference.StartsWith("//", StringComparison.Ordinal)
        ? reference
        : throw new ConfigurationException(Errors.Create(
            "EmbeddingModelNotTrusted", ErrorCategory.SecurityError, reference, $"The index names a model on another machine, '{reference}'.",
            $"If you trust it, give it by Get-PageIndex -{EmbeddingSettings.ModelParameter}."));

    private ITextEmbedder Load(EmbeddingSettings settings, string? model)
    {
        ILocalEmbedderFactory factory = LibraryLoadContext.Create<ILocalEmbedderFactory>();
        try
        {
            if (isBuiltIn)
                return factory.Create();
            (string folder, string reference) = EmbeddingModelFolder.Find(settings.Session, model ?? throw Missing());
            return factory.Create(folder, reference);
        }
        catch (LocalModelException error)
        {
            (ErrorCategory category, string advice) = error.Fault switch
            {
                LocalModelError.NotFound => (ErrorCategory.ObjectNotFound, "Give the folder of a sentence encoder in ONNX format, as its repository has it."),
                LocalModelError.BadLibrary => (ErrorCategory.NotInstalled, "Leave -EmbeddingBackend out: the Offline embedding needs no library."),
                _ when isBuiltIn => (ErrorCategory.ResourceUnavailable, "Install the module again, or leave -EmbeddingBackend out: the Offline embedding needs no model."),
                LocalModelError.NotSupported => (ErrorCategory.NotImplemented, "Take a sentence encoder of the BERT family with word pieces, such as bge, gte, e5 or MiniLM."),
                _ => (ErrorCategory.InvalidData, "Get the model's files again."),
            };
            throw new ConfigurationException(Errors.Create("EmbeddingModelUnusable", category, model ?? Name, error.Message, advice, error));
        }
    }

    private ConfigurationException Missing() => new(Errors.Create(
        "MissingModel", ErrorCategory.InvalidArgument, Name, $"The {Name} embedding has no model by default.",
        $"Give the folder of a sentence encoder in ONNX format, or the name of a saved one, by -{EmbeddingSettings.ModelParameter}; -EmbeddingBackend MiniLM needs none."));
}
