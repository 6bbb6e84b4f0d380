using SynthGen.Rows;

namespace SynthGen;

/// <summary>One row of the dataset: what a person asks, the calls that answer it, and the page that proves it.</summary>
/// <param name="Query">What the person asks.</param>
/// <param name="Tools">The calls that answer it: one or more.</param>
/// <param name="Page">The number of the source page.</param>
public sealed record SyntheticQuery(string Query, IReadOnlyList<ToolCall> Tools, int Page)
{
    private string? _id;

    /// <summary>The calls that answer the query: one or more.</summary>
    public IReadOnlyList<ToolCall> Tools { get; init => field = ListSnapshot.Of(value); } = ListSnapshot.Of(Tools);

    // What 'with' makes says something else: it has an id of its own.
    private SyntheticQuery(SyntheticQuery original)
    {
        Query = original.Query;
        Tools = original.Tools;
        Page = original.Page;
        Source = original.Source;
        SystemPrompt = original.SystemPrompt;
        Evidence = original.Evidence;
        AvailableTools = original.AvailableTools;
        Provenance = original.Provenance;
        Verdict = original.Verdict;
        Split = original.Split;
    }

    /// <summary>Stable over runs: 16 hexadecimal digits of a hash of query, calls, page and source.</summary>
    public string Id
    {
        get => _id ??= RowId.Of(this);
        init => _id = value;
    }

    /// <summary>The name of the file that the page came from; empty if unknown.</summary>
    public string Source { get; init; } = "";

    /// <summary>What a model is told before the query; null if nothing is.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>The passage of the page that answers the query; null if the row came without one.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The tools that there were to choose from.</summary>
    public IReadOnlyList<ToolDefinition> AvailableTools { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>How the row came to be; null if it is not known.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>What the quality gates found; null if the row was not tested.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The side of a split that the row is on; null if it was not split.</summary>
    public DatasetSplit? Split { get; init; }

    /// <summary>The query.</summary>
    public override string ToString() => Query;
}
