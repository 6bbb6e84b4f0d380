using SynthGen.Conversations.Planning;
using SynthGen.Documents;
using SynthGen.Tools;

namespace SynthGen.Conversations.Template;

/// <summary>A conversation under way: what was said, and what the tools really gave. Not thread-safe.</summary>
/// <param name="runner">Runs the calls.</param>
internal sealed class Scene(ToolRunner runner)
{
    private readonly List<ConversationMessage> _messages = [];
    private readonly List<ConversationPage> _pages = [];
    private readonly KnownWords _known = new();
    private int _calls;

    /// <summary>The messages so far.</summary>
    public IReadOnlyList<ConversationMessage> Messages => _messages;

    /// <summary>The pages that the answers cite, in order.</summary>
    public IReadOnlyList<ConversationPage> Pages => _pages;

    /// <summary>The user says something.</summary>
    public void User(string text)
    {
        _messages.Add(ConversationMessage.User(text));
        _known.Add(text);
    }

    /// <summary>The assistant says something.</summary>
    public void Answer(string text) => _messages.Add(ConversationMessage.Answer(text));

    /// <summary>Returns the words of a search that the user has said or a result has shown, in their order; empty if there are none.</summary>
    public string Known(string search) => _known.Of(search);

    /// <summary>The assistant searches, and sees the pages found.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="search">The search text.</param>
    /// <param name="text">What it says before; null for nothing.</param>
    public IReadOnlyList<PageHit> Search(string tool, string search, string? text = null) => Search([(tool, search)], text)[0];

    /// <summary>The assistant searches several times in one turn.</summary>
    public IReadOnlyList<PageHit>[] Search(IReadOnlyList<(string Tool, string Text)> searches, string? text = null)
    {
        ConversationCall[] calls = ConversationCall.Number([.. searches.Select(search => new ToolCall(search.Tool, Json.JsonValue.Object((ArgumentText.Query, search.Text))))], _calls + 1);
        _calls += calls.Length;
        _messages.Add(ConversationMessage.Calling(calls, text));
        List<IReadOnlyList<PageHit>> found = [];
        foreach (ConversationCall call in calls)
        {
            ToolResult result = runner.Run(call.ToToolCall());
            _messages.Add(ConversationMessage.Result(call.Id, result.Text));
            found.Add(result.Hits);
        }

        // Calls of one turn do not know one another's results.
        foreach (PageHit hit in found.SelectMany(hits => hits))
            _known.Add(hit.Snippet);
        return [.. found];
    }

    /// <summary>Notes that the conversation needs a row's page.</summary>
    public void Cite(SyntheticQuery row, string source)
    {
        if (_pages.Exists(page => page.GetPageKey(source) == row.GetPageKey() && page.Evidence == row.Evidence))
            return;
        _pages.Add(new ConversationPage(row.Page) { Label = row.Label, Ordinal = row.Ordinal, Source = row.Source == source ? null : row.Source, Evidence = row.Evidence });
    }

    /// <summary>Returns the row's page among those found; null if it is not.</summary>
    public static PageHit? Find(IReadOnlyList<PageHit> hits, SyntheticQuery row)
    {
        PageKey key = row.GetPageKey();
        return hits.FirstOrDefault(hit => hit.GetPageKey() == key);
    }

    /// <summary>Whether a passage shows all of a row's evidence.</summary>
    public static bool Shows(PageHit? hit, SyntheticQuery row) => hit?.Snippet.Contains(QuoteOf(row), StringComparison.Ordinal) == true;

    /// <summary>Returns a row's evidence as results show it.</summary>
    public static string QuoteOf(SyntheticQuery row) => OneLine.Of(row.Evidence!.Quote);
}
