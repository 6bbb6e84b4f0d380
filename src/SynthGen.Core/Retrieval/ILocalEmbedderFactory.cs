using SynthGen.Models;

namespace SynthGen.Retrieval;

/// <summary>Loads embedding models into this process. Port; implemented with ONNX Runtime.</summary>
public interface ILocalEmbedderFactory
{
    /// <summary>Loads a model.</summary>
    /// <param name="folder">A folder with model.onnx and tokenizer.json or vocab.txt, as models are published; null for the built-in model.</param>
    /// <param name="threads">The number of texts to embed at the same time; null for one a processor. It does not affect the vectors.</param>
    /// <exception cref="LocalModelException">The model cannot be used; the message says why.</exception>
    ITextEmbedder Create(string? folder, int? threads);
}
