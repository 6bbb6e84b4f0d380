using SynthGen.Generation.Batching;
using SynthGen.Generation.Model;
using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>How a language model is asked for rows, and where outcomes are remembered.</summary>
internal sealed record PromptSettings(
    string? PromptPath, string Domain, string Audience, ContextMode ContextMode, int HistoryPage, int RepairAttempt, string? JournalPath, bool RetryEmpty)
{
    /// <summary>How often rows that do not single out their page are sent back, if there is an index to try them on.</summary>
    public int RefineAttempt { get; init; }
}

/// <summary>The model that runs in this process, and how it runs.</summary>
internal sealed record LocalSettings(
    string? ModelPath, int? Thread, int GpuLayer, int? ContextSize, ChatFormat ChatTemplate, OverlongPage OverlongPage);

/// <summary>The parameters of New-SyntheticQuery that a backend may read.</summary>
internal sealed record GenerationSettings : ModelSettings
{
    /// <summary>Creates the settings from those of any language model.</summary>
    public GenerationSettings(ModelSettings model)
        : base(model)
    {
    }

    /// <summary>The tools that a query can call.</summary>
    public required IReadOnlyList<ToolDefinition> Tool { get; init; }

    /// <summary>The maximum number of rows per page.</summary>
    public required int QueryPerPage { get; init; }

    /// <summary>The seed; null if none was given.</summary>
    public required int? Seed { get; init; }

    /// <summary>The index of the pages, on which rows are tried; null for none. The command closes it.</summary>
    public IPageIndex? PageIndex { get; init; }

    /// <summary>How the model is asked.</summary>
    public required PromptSettings Prompt { get; init; }

    /// <summary>The model in this process.</summary>
    public required LocalSettings Local { get; init; }
}
