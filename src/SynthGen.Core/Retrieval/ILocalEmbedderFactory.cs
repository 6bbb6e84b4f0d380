using SynthGen.Models;

namespace SynthGen.Retrieval;

/// <summary>Loads embedding models into this process. Port; implemented with ONNX Runtime.</summary>
public interface ILocalEmbedderFactory
{
    /// <summary>Loads the built-in model.</summary>
    /// <exception cref="LocalModelException">The model cannot be used; the message says why.</exception>
    ITextEmbedder Create();

    /// <summary>Loads a model, whose name is an <see cref="EncoderName"/>. It embeds as many texts at the same time as there are processors.</summary>
    /// <param name="folder">
    /// The full path of a folder as models are published: model.onnx, here or in its folder onnx; tokenizer.json or vocab.txt;
    /// and the settings of Transformers and sentence-transformers, as far as they are there.
    /// </param>
    /// <param name="reference">By what the model is found again.</param>
    /// <exception cref="LocalModelException">The model cannot be used; the message says why.</exception>
    ITextEmbedder Create(string folder, string reference);
}
