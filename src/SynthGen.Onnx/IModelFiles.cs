using Microsoft.ML.OnnxRuntime;

namespace SynthGen.Onnx;

/// <summary>The files of a model.</summary>
internal interface IModelFiles
{
    /// <summary>By what the model is found.</summary>
    string Name { get; }

    /// <summary>Reads a small file; null if the model lacks it.</summary>
    /// <exception cref="Models.LocalModelException">The file is damaged or cannot be read.</exception>
    byte[]? Read(string file);

    /// <summary>Opens the weights.</summary>
    /// <exception cref="Models.LocalModelException">The file is damaged, not there, or cannot be read.</exception>
    /// <exception cref="OnnxRuntimeException">It is not a model that can be run.</exception>
    ModelWeights Open(SessionOptions options);
}

/// <summary>Weights that can be run.</summary>
/// <param name="Session">The weights, loaded.</param>
/// <param name="Sha256">The hash of their file, in hexadecimal digits.</param>
internal readonly record struct ModelWeights(InferenceSession Session, string Sha256);
