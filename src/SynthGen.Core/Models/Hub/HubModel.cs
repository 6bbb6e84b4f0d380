namespace SynthGen.Models.Hub;

/// <summary>A model on the Hub: its files, their sizes and its licence.</summary>
/// <param name="Name">The requested name.</param>
/// <param name="Repository">The repository that holds the files.</param>
/// <param name="Commit">The commit of its main branch, 40 hexadecimal digits.</param>
/// <param name="License">The licence's name; null if the repository names none.</param>
/// <param name="Quantization">The quantization; null if the file's name does not contain it.</param>
/// <param name="Files">The file, or the parts of a split one in order.</param>
public sealed record HubModel(HubModelName Name, string Repository, string Commit, string? License, string? Quantization, IReadOnlyList<HubFile> Files)
{
    /// <summary>The size of all files, in bytes.</summary>
    public long Size => Files.Sum(file => file.Size);
}
