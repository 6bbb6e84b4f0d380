using SynthGen.Conversations;
using SynthGen.Quality.Testing;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Quality.Conversations;

/// <summary>Writes a conversation whose calls are really run.</summary>
internal sealed class Talk(MemoryPageIndex index, ConversationKind kind, params ToolDefinition[] tools)
{
    private readonly List<ConversationMessage> _messages = [];
    private readonly IReadOnlyList<ToolDefinition> _tools = tools.Length > 0 ? tools : BuiltInTools.All;
    private int _calls;

    public Talk User(string text) => Add(ConversationMessage.User(text));

    public Talk Answer(string text) => Add(ConversationMessage.Answer(text));

    public Talk Search(params (string Tool, string Query)[] searches)
    {
        ConversationCall[] calls = ConversationCall.Number([.. searches.Select(search => GateTestKit.Call(search.Tool, ("query", search.Query)))], _calls + 1);
        _calls += calls.Length;
        ToolRunner runner = new(index, _tools, "pier.txt", resultCount: Results);
        Add(ConversationMessage.Calling(calls));
        foreach (ConversationCall call in calls)
            Add(ConversationMessage.Result(call.Id, runner.Run(call)));
        return this;
    }

    public int Results { get; init; } = 2;

    public ToolConversation About(params (OcrPage Page, string Quote)[] evidence) => new(_messages)
    {
        Kind = kind,
        Source = "pier.txt",
        AvailableTools = _tools,
        Provenance = new Provenance("Template", "1") { ResultCount = Results, SnippetLength = ToolRunner.DefaultSnippetLength },
        Pages = [.. evidence.Select(one => new ConversationPage(one.Page.Number) { Label = one.Page.Label, Ordinal = one.Page.Ordinal, Evidence = Evidence.At(one.Page, one.Page.Text.IndexOf(one.Quote, StringComparison.Ordinal), one.Quote.Length) })],
    };

    private Talk Add(ConversationMessage message)
    {
        _messages.Add(message);
        return this;
    }
}
