using SynthGen.Pictures;

namespace SynthGen.Reports;

/// <summary>The content of a report.</summary>
public sealed record ReportContent
{
    /// <summary>One set of rows, or two beside each other; empty for a report of models alone.</summary>
    public IReadOnlyList<DatasetProfile> Sets { get; init; } = [];

    /// <summary>One model, or two beside each other; empty for a report of rows alone.</summary>
    public IReadOnlyList<ModelResults> Models { get; init; } = [];

    /// <summary>The document's pages, whose model embeds the queries; null if they are not known.</summary>
    public PageIndex? Index { get; init; }

    /// <summary>The commands that made the report, as typed; null if they are not known.</summary>
    public string? Command { get; init; }

    /// <summary>The seed of samples and examples.</summary>
    public int Seed { get; init; }
}
