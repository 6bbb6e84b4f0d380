using SynthGen.Documents;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>
/// One conversation of the dataset: a person asks, the model calls tools and reads their results, and answers. A
/// <see cref="SyntheticQuery"/> is its simplest case: one query and the calls that follow.
/// </summary>
/// <param name="Messages">The messages in order: an instruction at most as the first one, then the turns.</param>
public sealed record ToolConversation(IReadOnlyList<ConversationMessage> Messages) : DatasetRow
{
    // The base leaves out the id.
    private ToolConversation(ToolConversation original)
        : base(original)
    {
        Messages = original.Messages;
        Kind = original.Kind;
        Pages = original.Pages;
        Difficulty = original.Difficulty;
    }

    /// <summary>The messages in order: an instruction at most as the first one, then the turns.</summary>
    public IReadOnlyList<ConversationMessage> Messages { get; init => field = ListSnapshot.Of(value); } = ListSnapshot.Of(Messages);

    /// <summary>What happens in the conversation; null if unknown.</summary>
    public ConversationKind? Kind { get; init; }

    /// <summary>The pages that prove the conversation, in the order in which it needs them; empty if it needs none.</summary>
    public IReadOnlyList<ConversationPage> Pages { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>How hard its pages are to find; null if that was not measured.</summary>
    public QueryDifficulty? Difficulty { get; init; }

    /// <summary>The user's first message; empty if there is none.</summary>
    public string Query => Messages.FirstOrDefault(message => message.Role == MessageRole.User)?.Text ?? "";

    /// <summary>The calls of the first message that makes any; empty if none does.</summary>
    public IReadOnlyList<ToolCall> Tools => [.. (Messages.FirstOrDefault(message => message.Calls.Count > 0)?.Calls ?? []).Select(call => call.ToToolCall())];

    /// <summary>The number of the first page; null if the conversation needs no page.</summary>
    public int? Page => Pages is [var first, ..] ? first.Page : null;

    /// <summary>The instruction before the conversation; null if there is none.</summary>
    public string? SystemPrompt => Messages is [{ Role: MessageRole.System, Text: var text }, ..] ? text : null;

    /// <summary>The number of turns; each begins with a message of the user.</summary>
    internal int TurnCount => Messages.Count(message => message.Role == MessageRole.User);

    /// <inheritdoc/>
    internal override string FirstQuery => Query;

    /// <inheritdoc/>
    internal override IReadOnlyList<ToolCall> Calls => [.. Messages.SelectMany(message => message.Calls).Select(call => call.ToToolCall())];

    /// <inheritdoc/>
    internal override string? System => SystemPrompt;

    /// <inheritdoc/>
    internal override IReadOnlyList<ConversationMessage> GetTurns() => SystemPrompt is null ? Messages : [.. Messages.Skip(1)];

    /// <inheritdoc/>
    internal override IReadOnlyList<PageKey> GetPageKeys() => [.. Pages.Select(page => page.GetPageKey(Source)).Distinct()];

    /// <inheritdoc/>
    internal override bool HasEvidence => Pages.Count > 0 && Pages.All(page => page.Evidence is not null);

    /// <summary>Kind and query.</summary>
    public override string ToString() => PrintableText.Line(Kind is { } kind ? $"{kind}: {Query}" : Query);

    private protected override string ComputeId() => RowId.Of(this);
}

/// <summary>A page that a conversation needs.</summary>
/// <param name="Page">The page's number.</param>
public sealed record ConversationPage(int Page)
{
    private readonly int? _ordinal;

    /// <summary>The page's number as printed ("iv"); by default the digits of <see cref="Page"/>.</summary>
    public string Label { get => field ?? PageLabel.Of(Page); init => field = PageLabel.Own(value, Page); }

    /// <summary>The page's place in its document; by default <see cref="Page"/>.</summary>
    public int Ordinal { get => _ordinal ?? Page; init => _ordinal = value == Page ? null : value; }

    /// <summary>The name of the page's document; null if it is that of the conversation.</summary>
    public string? Source { get; init; }

    /// <summary>The passage of the page that the conversation needs; null if it came without one.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>Returns the identity of the page.</summary>
    /// <param name="source">The document of the conversation.</param>
    internal PageKey GetPageKey(string source) => new(Source ?? source, Ordinal, Page, Label);

    /// <summary>Page and passage.</summary>
    public override string ToString() => PrintableText.Line($"page {Label}: {Evidence?.Quote}");
}
