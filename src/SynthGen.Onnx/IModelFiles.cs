namespace SynthGen.Onnx;

/// <summary>The files of a model.</summary>
internal interface IModelFiles
{
    /// <summary>The model's name.</summary>
    string Name { get; }

    /// <summary>Reads a file; null if the model lacks it.</summary>
    /// <exception cref="Models.LocalModelException">The file is damaged or cannot be read.</exception>
    byte[]? Read(string file);
}
