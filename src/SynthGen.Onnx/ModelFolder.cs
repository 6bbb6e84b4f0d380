using SynthGen.Models;

namespace SynthGen.Onnx;

/// <summary>A model's folder, as models are published: the ONNX file lies in it or in its folder onnx.</summary>
/// <param name="folder">The full path.</param>
internal sealed class ModelFolder(string folder) : IModelFiles
{
    /// <inheritdoc/>
    public string Name { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));

    /// <inheritdoc/>
    public byte[]? Read(string file)
    {
        if (!Directory.Exists(folder))
            throw new LocalModelException(LocalModelError.NotFound, $"There is no folder '{folder}'.");

        string? path = new[] { Path.Combine(folder, file), Path.Combine(folder, "onnx", file) }.FirstOrDefault(File.Exists);
        try
        {
            return path is null ? null : File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LocalModelException(LocalModelError.BadFile, $"'{path}' cannot be read: {error.Message}", error);
        }
    }
}
