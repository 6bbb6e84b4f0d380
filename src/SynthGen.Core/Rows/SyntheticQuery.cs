using SynthGen.Documents;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>One row of the dataset: a person's question, the calls that answer it, and the page that proves it.</summary>
/// <param name="Query">The person's question.</param>
/// <param name="Tools">The calls that answer it: one or more.</param>
/// <param name="Page">The number of the source page.</param>
public sealed record SyntheticQuery(string Query, IReadOnlyList<ToolCall> Tools, int Page) : DatasetRow
{
    private int? _ordinal;
    private PageReference _sourcePage;

    /// <summary>The calls that answer the query: one or more.</summary>
    public IReadOnlyList<ToolCall> Tools { get; init => field = ListSnapshot.Of(value); } = ListSnapshot.Of(Tools);

    // The base leaves out the id.
    private SyntheticQuery(SyntheticQuery original)
        : base(original)
    {
        Query = original.Query;
        Tools = original.Tools;
        Page = original.Page;
        Label = original.Label;
        _ordinal = original._ordinal;
        SystemPrompt = original.SystemPrompt;
        Evidence = original.Evidence;
        _sourcePage = original._sourcePage;
    }

    /// <summary>The page's number as printed ("iv"); by default the digits of <see cref="Page"/>.</summary>
    public string Label { get => field ?? PageLabel.Of(Page); init => field = PageLabel.Own(value, Page); }

    /// <summary>The page's place in its document; by default <see cref="Page"/>.</summary>
    public int Ordinal { get => _ordinal ?? Page; init => _ordinal = value == Page ? null : value; }

    /// <summary>The system prompt before the query; null if there is none.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>The passage of the page that answers the query; null if the row came without one.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>
    /// How the executed calls support the row's choice of tool; null if they were not run, if its tools are not the two searches,
    /// or if neither search found the page.
    /// </summary>
    /// <remarks>A line has it in its verdict.</remarks>
    public ToolContrast? Contrast => Verdict?.Ranks?.Contrast;

    /// <summary>
    /// Returns the page that the row was generated from; null for a row from a file or another session. It is a method because
    /// serializers write all properties, and a page is not part of its rows.
    /// </summary>
    public OcrPage? GetSourcePage() => _sourcePage.Page;

    /// <summary>Returns the identity of the row's page.</summary>
    internal PageKey GetPageKey() => new(Source, Ordinal, Page, Label);

    /// <summary>Notes the page that the row was generated from.</summary>
    internal void SetSourcePage(OcrPage page) => _sourcePage = new PageReference(page);

    /// <inheritdoc/>
    internal override string FirstQuery => Query;

    /// <inheritdoc/>
    internal override IReadOnlyList<ToolCall> Calls => Tools;

    /// <inheritdoc/>
    internal override string? System => SystemPrompt;

    /// <inheritdoc/>
    internal override IReadOnlyList<ConversationMessage> GetTurns() => [ConversationMessage.User(Query), ConversationMessage.Calling(ConversationCall.Number(Tools, 1))];

    /// <inheritdoc/>
    internal override IReadOnlyList<PageKey> GetPageKeys() => [GetPageKey()];

    /// <inheritdoc/>
    internal override bool HasEvidence => Evidence is not null;

    /// <summary>The query.</summary>
    public override string ToString() => PrintableText.Line(Query);

    // A hash of query, calls, page and source, and of label and ordinal if they differ from the page's number.
    private protected override string ComputeId() => RowId.Of(this);
}
