using SynthGen.Documents;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>One row of the dataset: a person's question, the calls that answer it, and the page that proves it.</summary>
/// <param name="Query">The person's question.</param>
/// <param name="Tools">The calls that answer it: one or more.</param>
/// <param name="Page">The number of the source page.</param>
public sealed record SyntheticQuery(string Query, IReadOnlyList<ToolCall> Tools, int Page)
{
    private string? _id;
    private int? _ordinal;
    private PageReference _sourcePage;

    /// <summary>The calls that answer the query: one or more.</summary>
    public IReadOnlyList<ToolCall> Tools { get; init => field = ListSnapshot.Of(value); } = ListSnapshot.Of(Tools);

    // A copy made by 'with' may have other content, so it gets its own id.
    private SyntheticQuery(SyntheticQuery original)
    {
        Query = original.Query;
        Tools = original.Tools;
        Page = original.Page;
        Label = original.Label;
        _ordinal = original._ordinal;
        Source = original.Source;
        SystemPrompt = original.SystemPrompt;
        Evidence = original.Evidence;
        AvailableTools = original.AvailableTools;
        Provenance = original.Provenance;
        Verdict = original.Verdict;
        Split = original.Split;
        PairId = original.PairId;
        _sourcePage = original._sourcePage;
    }

    /// <summary>The row's id, stable over runs: 16 hexadecimal digits of a hash of query, calls, page and source, and of label and ordinal if they differ from the page's number.</summary>
    public string Id
    {
        get => _id ??= RowId.Of(this);
        init => _id = value;
    }

    /// <summary>The page's number as printed ("iv"); by default the digits of <see cref="Page"/>.</summary>
    public string Label { get => field ?? PageLabel.Of(Page); init => field = PageLabel.Own(value, Page); }

    /// <summary>The page's place in its document; by default <see cref="Page"/>.</summary>
    public int Ordinal { get => _ordinal ?? Page; init => _ordinal = value == Page ? null : value; }

    /// <summary>The name of the document that the page came from; empty if unknown.</summary>
    public string Source { get; init; } = "";

    /// <summary>The system prompt before the query; null if there is none.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>The passage of the page that answers the query; null if the row came without one.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The tools that the model could choose from.</summary>
    public IReadOnlyList<ToolDefinition> AvailableTools { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The origin of the row; null if unknown.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>The results of the quality gates; null if the row was not tested.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>
    /// How the executed calls support the row's choice of tool; null if they were not run, if its tools are not the two searches,
    /// or if neither search found the page.
    /// </summary>
    /// <remarks>A line has it in its verdict.</remarks>
    public ToolContrast? Contrast => Verdict?.Ranks?.Contrast;

    /// <summary>The part of a split that the row belongs to; null if it was not split.</summary>
    public DatasetSplit? Split { get; init; }

    /// <summary>
    /// The id that the two rows of a minimal pair share: one fact, asked exactly and asked in other words, so that each needs
    /// another tool; null if the row has no counterpart, also for blank text. It does not enter <see cref="Id"/>.
    /// </summary>
    public string? PairId { get; init => field = string.IsNullOrWhiteSpace(value) ? null : value; }

    /// <summary>
    /// Returns the page that the row was generated from; null for a row from a file or another session. It is a method because
    /// serializers write all properties, and a page is not part of its rows.
    /// </summary>
    public OcrPage? GetSourcePage() => _sourcePage.Page;

    /// <summary>Returns the identity of the row's page.</summary>
    internal PageKey GetPageKey() => new(Source, Ordinal, Page, Label);

    /// <summary>Notes the page that the row was generated from.</summary>
    internal void SetSourcePage(OcrPage page) => _sourcePage = new PageReference(page);

    /// <summary>The query.</summary>
    public override string ToString() => PrintableText.Line(Query);
}
