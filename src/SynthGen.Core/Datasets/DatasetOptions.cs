using SynthGen.Datasets.Formats;

namespace SynthGen.Datasets;

/// <summary>The format and content of a dataset file.</summary>
public sealed record DatasetOptions
{
    /// <summary>The format.</summary>
    public DatasetFormat Format { get; init; } = DatasetFormats.Canonical;

    /// <summary>The system message of every row, or empty for none; null if each row keeps its own.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>The tools that a row offers. Their order is random for each row, so that no model learns it.</summary>
    public ToolChoice ToolChoice { get; init; }

    /// <summary>
    /// The number of unused tools that a row offers with <see cref="ToolChoice.Sampled"/>, if there are enough.
    /// </summary>
    public int DistractorCount { get; init; } = 3;

    /// <summary>The seed for tools and their order; the row's content is mixed into it.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Whether id, page, source, evidence, provenance and verdict of each row are written to a file beside the dataset.
    /// </summary>
    public bool Sidecar { get; init; }

    /// <summary>Returns the codec of .parquet files; null if there is none.</summary>
    public Func<IParquetCodec>? Parquet { get; init; }
}
