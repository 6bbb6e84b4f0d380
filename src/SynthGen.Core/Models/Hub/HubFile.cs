namespace SynthGen.Models.Hub;

/// <summary>A file of a repository.</summary>
/// <param name="Path">Its path in the repository, with slashes.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">The SHA-256 of its content, 64 lower-case hexadecimal digits; null if the server names none.</param>
public sealed record HubFile(string Path, long Size, string? Sha256);
