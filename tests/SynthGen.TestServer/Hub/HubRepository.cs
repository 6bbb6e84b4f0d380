using System.Security.Cryptography;

namespace SynthGen.TestServer.Hub;

/// <summary>A repository of a <see cref="HubServer"/>.</summary>
/// <param name="Name">owner/name.</param>
public sealed record HubRepository(string Name)
{
    /// <summary>The commit of its main branch.</summary>
    public string Commit { get; init; } = "0123456789abcdef0123456789abcdef01234567";

    /// <summary>The licence on its card; null for none.</summary>
    public string? License { get; init; } = "apache-2.0";

    /// <summary>Whether its files are given only with a token.</summary>
    public bool IsGated { get; init; }

    /// <summary>The contents of its files, by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>A content, the same for the same seed.</summary>
    public static byte[] Content(int size, int seed = 1)
    {
        byte[] bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        "GGUF"u8.CopyTo(bytes);
        return bytes;
    }

    /// <summary>The SHA-256 of a content, as the Hub names it.</summary>
    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
