using SynthGen.Files;
using SynthGen.Pictures.Charts;

namespace SynthGen.Datasets.Folders;

/// <summary>The content of a dataset's folder.</summary>
public sealed record DatasetFolderOptions
{
    /// <summary>The content of its files.</summary>
    public DatasetOptions File { get; init; } = new();

    /// <summary>How its files are put in place; appending is not supported.</summary>
    public FilePlacement Placement { get; init; }

    /// <summary>The extension of the files: .jsonl, .jsonl.gz or .parquet.</summary>
    public string Extension { get; init; } = ".jsonl";

    /// <summary>
    /// The most bytes of a file, as lines before any compression, as the Hugging Face Hub counts them. A side with more has
    /// several files; a row that alone is longer has a file for itself.
    /// </summary>
    public long MaxFileSize { get; init; } = 500_000_000;

    /// <summary>Facts for the dataset card that the rows do not hold; null for no card and no manifest.</summary>
    public DatasetCardOptions? Card { get; init; }
}

/// <summary>Facts for a dataset card that the rows do not hold.</summary>
/// <param name="License">The license, as the Hugging Face Hub names it; null if it is not given.</param>
/// <param name="Language">The languages as ISO 639 codes; empty if not given.</param>
public sealed record DatasetCardOptions(string? License, IReadOnlyList<string> Language)
{
    /// <summary>Returns what draws the card's pictures; null for a card without.</summary>
    public Func<IChartRenderer>? Charts { get; init; }
}
