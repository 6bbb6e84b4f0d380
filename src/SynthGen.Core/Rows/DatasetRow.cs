using SynthGen.Documents;
using SynthGen.Rows;

namespace SynthGen;

/// <summary>One row of a dataset: a <see cref="SyntheticQuery"/>, or a <see cref="ToolConversation"/>.</summary>
public abstract record DatasetRow
{
    private string? _id;

    private protected DatasetRow()
    {
    }

    /// <summary>Copies a row for 'with': the copy may have other content, so it gets its own id.</summary>
    protected DatasetRow(DatasetRow original)
    {
        Source = original.Source;
        AvailableTools = original.AvailableTools;
        Provenance = original.Provenance;
        Verdict = original.Verdict;
        Split = original.Split;
        PairId = original.PairId;
    }

    /// <summary>The row's id, stable over runs: 16 hexadecimal digits of a hash of its content.</summary>
    public string Id
    {
        get => _id ??= ComputeId();
        init => _id = value;
    }

    /// <summary>The name of the document that the row's pages came from; empty if unknown.</summary>
    public string Source { get; init; } = "";

    /// <summary>The tools that the model could choose from.</summary>
    public IReadOnlyList<ToolDefinition> AvailableTools { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The origin of the row; null if unknown.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>The results of the quality gates; null if the row was not tested.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The part of a split that the row belongs to; null if it was not split.</summary>
    public DatasetSplit? Split { get; init; }

    /// <summary>
    /// The id that rows of one group share: the two of a minimal pair, one fact asked exactly and in other words, so that each
    /// needs another tool; or the tries of one conversation. Null if the row has no counterpart, also for blank text. It does
    /// not enter <see cref="Id"/>.
    /// </summary>
    public string? PairId { get; init => field = string.IsNullOrWhiteSpace(value) ? null : value; }

    /// <summary>Names the row in a message: "'who signed it?' of page 12".</summary>
    public string Describe()
    {
        string[] pages = [.. GetPageKeys().Select(page => page.Printed)];
        return pages.Length == 0 ? $"'{this}'" : $"'{this}' of page{(pages.Length == 1 ? "" : "s")} {string.Join(", ", pages)}";
    }

    /// <summary>The first text of the user.</summary>
    internal abstract string FirstQuery { get; }

    /// <summary>All calls of the assistant, in order.</summary>
    internal abstract IReadOnlyList<ToolCall> Calls { get; }

    /// <summary>The system message; null if there is none.</summary>
    internal abstract string? System { get; }

    /// <summary>Returns the messages of the row as a chat, without the system message.</summary>
    internal abstract IReadOnlyList<ConversationMessage> GetTurns();

    /// <summary>Returns the identities of the row's pages, the first one first; empty if it has none.</summary>
    internal abstract IReadOnlyList<PageKey> GetPageKeys();

    /// <summary>Whether each of its pages has evidence, and there is a page.</summary>
    internal abstract bool HasEvidence { get; }

    private protected abstract string ComputeId();
}
