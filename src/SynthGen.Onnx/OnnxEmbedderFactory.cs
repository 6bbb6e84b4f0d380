using SynthGen.Retrieval;

namespace SynthGen.Onnx;

/// <summary>Loads sentence encoders in ONNX format.</summary>
public sealed class OnnxEmbedderFactory : ILocalEmbedderFactory
{
    /// <inheritdoc/>
    public ITextEmbedder Create(string? folder, int? threads) =>
        SentenceEncoder.Load(folder is null ? new BuiltInModel() : new ModelFolder(folder), threads ?? Environment.ProcessorCount);
}
