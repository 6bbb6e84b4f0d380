using SynthGen.Retrieval;

namespace SynthGen.Onnx;

/// <summary>Loads sentence encoders in ONNX format.</summary>
public sealed class OnnxEmbedderFactory : ILocalEmbedderFactory
{
    /// <inheritdoc/>
    public ITextEmbedder Create() => SentenceEncoder.Load(new BuiltInModel(), Environment.ProcessorCount);

    /// <inheritdoc/>
    public ITextEmbedder Create(string folder, string reference) => SentenceEncoder.Load(new ModelFolder(folder, reference), Environment.ProcessorCount);
}
