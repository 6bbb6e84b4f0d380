using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using SynthGen.Models;

namespace SynthGen.Onnx;

/// <summary>A model's folder, as models are published.</summary>
/// <param name="folder">The full path.</param>
/// <param name="name">By what the model is found.</param>
internal sealed class ModelFolder(string folder, string name) : IModelFiles
{
    // The weights lie in the folder or in its folder onnx; those of large models partly in a second file.
    private static readonly string[] Weights = ["model.onnx", "onnx/model.onnx"], Second = ["_data", ".data"];

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public byte[]? Read(string file)
    {
        string path = PathOf(file);
        return File.Exists(path) ? Guard(path, () => File.ReadAllBytes(path)) : null;
    }

    /// <inheritdoc/>
    public ModelWeights Open(SessionOptions options)
    {
        string path = Weights.Select(PathOf).FirstOrDefault(File.Exists) ?? throw new LocalModelException(
            LocalModelError.NotFound, Directory.Exists(folder) ? $"The folder '{folder}' has neither {string.Join(" nor ", Weights)}." : $"There is no folder '{folder}'.");
        return new ModelWeights(new InferenceSession(path, options), Guard(path, () => Hash(path)));
    }

    // Read in parts: weights may be larger than an array.
    private static string Hash(string path)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 20];
        foreach (string part in Second.Select(end => path + end).Where(File.Exists).Prepend(path))
        {
            using FileStream stream = File.OpenRead(part);
            for (int read; (read = stream.Read(buffer)) > 0;)
                hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string PathOf(string file) => Path.Combine([folder, .. file.Split('/')]);

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LocalModelException(LocalModelError.BadFile, $"'{path}' cannot be read: {error.Message}", error);
        }
    }
}
