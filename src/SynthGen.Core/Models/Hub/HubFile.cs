namespace SynthGen.Models.Hub;

/// <summary>A file of a repository.</summary>
/// <param name="Path">The path in the repository, with slashes.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Sha256">The SHA-256 of the content, 64 lower-case hexadecimal digits; null if the server names none.</param>
public sealed record HubFile(string Path, long Size, string? Sha256);
