using System.Text.Json;

namespace SynthGen.TestServer.Hub;

/// <summary>Writes the Hub's description of a repository with <c>?blobs=true</c>.</summary>
internal static class HubJson
{
    public static byte[] Write(HubRepository repository) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = repository.Name,
        sha = repository.Commit,
        gated = repository.IsGated ? (object)"auto" : false,
        tags = repository.License is null ? ["gguf"] : new[] { "gguf", $"license:{repository.License}" },
        siblings = repository.Files.Select(file => file.Key.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase)
            ? (object)new { rfilename = file.Key, size = file.Value.Length, lfs = new { sha256 = HubRepository.Sha256(file.Value), size = file.Value.Length, pointerSize = 134 } }
            : new { rfilename = file.Key, size = file.Value.Length, blobId = "0123456789abcdef0123456789abcdef01234567" }),
    });
}
