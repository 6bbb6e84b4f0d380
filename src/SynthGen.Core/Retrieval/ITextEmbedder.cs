using SynthGen.Models;

namespace SynthGen.Retrieval;

/// <summary>The purpose of an embedded text; some models distinguish pages from queries.</summary>
public enum EmbeddingUse
{
    /// <summary>The text is a page to be found.</summary>
    Page,

    /// <summary>The text is a query.</summary>
    Query,
}

/// <summary>Turns texts into vectors that are nearer each other the more similar the texts are. Port. Thread-safe.</summary>
public interface ITextEmbedder : IDisposable
{
    /// <summary>The embedder's name; vectors of embedders with the same name can be compared.</summary>
    string Name { get; }

    /// <summary>Whether it is a neural model in the process, so that texts other than pages and searches may be embedded too.</summary>
    bool IsNeuralInProcess => false;

    /// <summary>The number of texts that a call may have.</summary>
    int MostTexts => int.MaxValue;

    /// <summary>
    /// Returns the texts whose vectors stand for a page, in order: the page itself, and its passages if the model reads only
    /// the beginning of long texts or blurs them. A search finds a page by the best of them.
    /// </summary>
    IReadOnlyList<string> Divide(string page) => [page];

    /// <summary>Embeds texts.</summary>
    /// <returns>A vector for each text, all of the same length. It is all zeros for a text without known content.</returns>
    /// <exception cref="ChatException">A service did not answer.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingUse use, CancellationToken cancellationToken);
}
