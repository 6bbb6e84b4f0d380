using SynthGen.Quality.Conversations;

namespace SynthGen.Quality;

/// <summary>A conversation under test, with data that the gates share.</summary>
public sealed class TestedConversation : TestedItem
{
    private readonly PageCache? _pages;
    private readonly Lazy<ConversationReading> _reading;

    /// <summary>Begins the test of a conversation.</summary>
    /// <param name="row">The conversation before the test.</param>
    /// <param name="pages">The pages of the index; null without one.</param>
    internal TestedConversation(ToolConversation row, PageCache? pages)
    {
        Row = row;
        _pages = pages;
        _reading = new(() => new ConversationReading(row));
    }

    /// <summary>The conversation before the test.</summary>
    public ToolConversation Row { get; }

    /// <summary>Its turns, calls and results.</summary>
    internal ConversationReading Reading => _reading.Value;

    /// <summary>Returns a page of the conversation; null if the index lacks it, or there is no index.</summary>
    internal IndexedPage? Find(ConversationPage page) => _pages?.Find(page.GetPageKey(Row.Source));

    /// <summary>Returns a page that a result shows; null if the index lacks it, or there is no index.</summary>
    internal IndexedPage? Find(SynthGen.Conversations.ShownPage page) => _pages?.Find(new(page.Source ?? Row.Source, page.Page, page.Page, page.Label));

    /// <inheritdoc/>
    public override ToolConversation ToRow() => Row with { Id = Row.Id, Verdict = ToVerdict() };
}
