using SynthGen.Quality.Duplicates;

namespace SynthGen.Quality.Conversations;

/// <summary>
/// Tests that what the user says in a conversation does not copy an earlier conversation, as
/// <see cref="Gates.DuplicateGate"/> compares queries. Conversations with other tools on offer are not copies, because another answer is right; nor
/// are several tries of one conversation, which share a <see cref="DatasetRow.PairId"/>. Queries and conversations are not compared with
/// each other. The score is 1 − the similarity to the copied conversation.
/// </summary>
/// <param name="similarity">The minimum Jaccard similarity of a near copy, above 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The similarity is out of range.</exception>
public sealed class ConversationDuplicateGate(double similarity) : IConversationGate
{
    /// <summary>The reason of a conversation that passes because what it copies is another try of it.</summary>
    internal const string SamePair = nameof(SamePair);

    private readonly MinHash _sketcher = new(similarity);
    private readonly Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.Duplicate;

    /// <inheritdoc/>
    public bool IsOrdered => true;

    /// <summary>Adds a conversation of an earlier dataset, which later ones must not copy. Call it before any is tested.</summary>
    /// <param name="row">The conversation.</param>
    /// <param name="dataset">The dataset's name, for verdicts.</param>
    public void AddEarlier(ToolConversation row, string dataset) => Of(row).Add(_sketcher.Of(TextOf(row)), row, dataset);

    /// <inheritdoc/>
    public void Prepare(TestedConversation row) => row.Sketch = _sketcher.Of(TextOf(row.Row));

    /// <inheritdoc/>
    public GateResult Test(TestedConversation row)
    {
        TextSketch sketch = row.Sketch ?? _sketcher.Of(TextOf(row.Row));
        Seen seen = Of(row.Row);
        if (seen.Texts.Find(sketch) is not { } match)
        {
            seen.Add(sketch, row.Row, null);
            return Gate.Pass(1);
        }

        (string id, string? pair, string? dataset) = seen.Rows[match.Text];
        string original = $"conversation {id}{(dataset is null ? "" : $" of '{dataset}'")}";
        if (pair is not null && pair == row.Row.PairId)
            return Gate.Pass(1, SamePair);
        return match.Similarity >= 1
            ? Gate.Fail("ExactCopy", $"The user says what stands in {original}.")
            : Gate.Fail("NearCopy", FormattableString.Invariant($"What the user says is {match.Similarity:0.00} like {original}."), 1 - match.Similarity);
    }

    /// <summary>Returns what the user says in a conversation.</summary>
    internal static string TextOf(ToolConversation row) =>
        string.Join('\n', row.Messages.Where(message => message.Role == MessageRole.User).Select(message => message.Text));

    /// <summary>Returns the names of the tools on offer, in an order that does not depend on theirs.</summary>
    internal static string ToolsOf(ToolConversation row) => string.Join('\n', row.AvailableTools.Select(tool => tool.Name).Order(StringComparer.Ordinal));

    private Seen Of(ToolConversation row)
    {
        string tools = ToolsOf(row);
        if (!_seen.TryGetValue(tools, out Seen? seen))
            _seen.Add(tools, seen = new Seen(new DuplicateIndex(similarity, _sketcher.Bands), []));
        return seen;
    }

    private sealed record Seen(DuplicateIndex Texts, List<(string Id, string? Pair, string? Dataset)> Rows)
    {
        public void Add(TextSketch sketch, ToolConversation row, string? dataset)
        {
            Texts.Add(sketch);
            Rows.Add((row.Id, row.PairId, dataset));
        }
    }
}
