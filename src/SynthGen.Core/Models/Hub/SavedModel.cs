namespace SynthGen;

/// <summary>A model on this machine.</summary>
/// <param name="Name">The requested name.</param>
/// <param name="Repository">Its repository on the Hub.</param>
/// <param name="File">The file's name in the repository; of a split model, the first part's.</param>
/// <param name="Path">The full path of the file, for -ModelPath; of a split model, the first part's.</param>
/// <param name="Size">Its size in bytes, all parts together.</param>
/// <param name="Quantization">The quantization; null if the file's name does not contain it.</param>
/// <param name="License">The licence's name; null if the repository names none.</param>
/// <param name="Sha256">The SHA-256 of the file; of a split model, the first part's.</param>
public sealed record SavedModel(
    string Name, string Repository, string File, string Path, long Size, string? Quantization, string? License, string Sha256)
{
    /// <inheritdoc/>
    public override string ToString() => Path;
}
