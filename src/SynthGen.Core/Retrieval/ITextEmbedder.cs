using SynthGen.Models;

namespace SynthGen.Retrieval;

/// <summary>What a text is embedded for: some models tell the two apart.</summary>
public enum EmbeddingUse
{
    /// <summary>It is a page, to be found.</summary>
    Page,

    /// <summary>It is a query, to find by.</summary>
    Query,
}

/// <summary>Turns texts into vectors, nearer each other the more alike the texts are. Port. Thread-safe.</summary>
public interface ITextEmbedder : IDisposable
{
    /// <summary>What it is called: the vectors of two embedders of one name can be compared.</summary>
    string Name { get; }

    /// <summary>Embeds texts.</summary>
    /// <returns>A vector for each text, all of the same length; one of zeros for a text that holds nothing to go by.</returns>
    /// <exception cref="ChatException">A service did not answer.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingUse use, CancellationToken cancellationToken);
}
