using SynthGen.Files;

namespace SynthGen.Datasets.Folders;

/// <summary>What a dataset's folder is to hold.</summary>
public sealed record DatasetFolderOptions
{
    /// <summary>What its files are to hold.</summary>
    public DatasetOptions File { get; init; } = new();

    /// <summary>How its files are put in place; they cannot be added to.</summary>
    public FilePlacement Placement { get; init; }

    /// <summary>How the files' names end: .jsonl, .jsonl.gz or .parquet.</summary>
    public string Extension { get; init; } = ".jsonl";

    /// <summary>What the dataset card says that rows do not tell; null for no card and no manifest.</summary>
    public DatasetCardOptions? Card { get; init; }
}

/// <summary>What a dataset card says that rows do not tell.</summary>
/// <param name="License">The license, as the Hugging Face Hub names it; null if it is not given.</param>
/// <param name="Language">The languages as ISO 639 codes; empty if not given.</param>
public sealed record DatasetCardOptions(string? License, IReadOnlyList<string> Language);
