using SynthGen.Datasets.Formats;

namespace SynthGen.Datasets;

/// <summary>What a dataset file is to hold, besides its rows.</summary>
public sealed record DatasetOptions
{
    /// <summary>The format.</summary>
    public DatasetFormat Format { get; init; } = DatasetFormats.Canonical;

    /// <summary>The system message of every row; empty for none; if null, each row has its own, if any.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Which tools a row offers. Their order is drawn for each row, so that no model learns it.</summary>
    public ToolChoice ToolChoice { get; init; }

    /// <summary>How many unused tools a row offers with <see cref="ToolChoice.Sampled"/>, if there are so many.</summary>
    public int DistractorCount { get; init; } = 3;

    /// <summary>What tools and their order are drawn with, together with what the row says.</summary>
    public int Seed { get; init; }

    /// <summary>Whether id, page, source, evidence, provenance and verdict of each row go to a file beside the dataset.</summary>
    public bool Sidecar { get; init; }

    /// <summary>Gives what writes and reads .parquet files; null where there is none.</summary>
    public Func<IParquetCodec>? Parquet { get; init; }
}
