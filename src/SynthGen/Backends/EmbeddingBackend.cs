using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>Makes the vectors of an index. Each is one line in <see cref="BackendRegistry"/>.</summary>
internal abstract class EmbeddingBackend
{
    /// <summary>The name for -EmbeddingBackend and in the index.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the user may say where the model of an index lies.</summary>
    public virtual bool HasModelFolder => false;

    /// <summary>Checks the settings and creates the model; null if the index makes its own.</summary>
    /// <exception cref="ConfigurationException">The settings are invalid, or the model cannot be used.</exception>
    public abstract ITextEmbedder? Create(EmbeddingSettings settings);

    /// <summary>Creates the model that made the vectors of an index.</summary>
    /// <exception cref="ConfigurationException">The settings are invalid, the model cannot be used, or it is another one.</exception>
    public abstract ITextEmbedder? Open(EmbeddingSettings settings, StoredEmbedding embedding);

    /// <summary>Completes an index, which then owns the model.</summary>
    public abstract Task<PageIndex> CompleteAsync(PageIndexBuilder builder, ITextEmbedder? embedder, CancellationToken cancellationToken);
}

/// <summary>The parameters of a command that makes or opens vectors.</summary>
/// <param name="Session">The command's session.</param>
/// <param name="Connection">The way to a service.</param>
/// <param name="VertexAI">The project at Google Cloud.</param>
/// <param name="Model">A service's model, or where one in this process lies; null for the default.</param>
internal sealed record EmbeddingSettings(CommandSession Session, ConnectionSettings Connection, VertexAISettings VertexAI, string? Model)
{
    /// <summary>The name of the parameter of the model.</summary>
    public const string ModelParameter = "EmbeddingModel";

    /// <summary>Refuses the parameters of services, and others that a backend has no use for.</summary>
    /// <exception cref="ConfigurationException">One was given.</exception>
    public void RefuseConnection(string backend, params IEnumerable<string> more) => ParameterCheck.Refuse(
        Session, [.. more, .. ParameterCheck.NamesOf(typeof(ConnectionSettings), typeof(VertexAISettings))], names => $"The {backend} embedding has no use for {names}.",
        "Leave it out, or name the backend that it is meant for by -EmbeddingBackend.");
}
