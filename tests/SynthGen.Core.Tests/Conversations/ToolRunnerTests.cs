using SynthGen.Conversations;
using SynthGen.Documents;
using SynthGen.Json;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Conversations;

public sealed class ToolRunnerTests
{
    [Fact]
    public void A_result_names_pages_labels_passages_and_scores_and_the_source_of_another_document_alone()
    {
        using Index index = new();
        string result = new ToolRunner(index, BuiltInTools.All, "a.txt").Run(new ConversationCall("call_1", "full_text_search", JsonValue.Object(("query", "door"))));
        Assert.Equal("""[{"page":12,"label":"xii","snippet":"The door, \"heavy\"","score":7.3123},{"page":3,"label":"3","source":"b.txt","snippet":"A door","score":1}]""", result);
        Assert.Equal(("door", 5, 400), index.Asked);
        Assert.Equal(
            [new ShownPage(12, "xii", "The door, \"heavy\"", 7.3123), new ShownPage(3, "3", "A door", 1, "b.txt")],
            SearchResultJson.Read(result));
    }

    [Theory]
    [InlineData("vector_search", """{"query":"x"}""", "cannot be run")]
    [InlineData("grep", """{"query":"x"}""", "There is no tool 'grep'")]
    [InlineData("full_text_search", """{"text":"x"}""", "no parameter 'text'")]
    [InlineData("full_text_search", """{"query":"x","top":3}""", "no parameter 'top'")]
    [InlineData("full_text_search", """{"query":""}""", "needs the parameter 'query'")]
    [InlineData("full_text_search", """{"query":5}""", "needs the parameter 'query'")]
    [InlineData("full_text_search", "{}", "needs the parameter 'query'")]
    public void A_call_that_cannot_run_gives_an_error_that_says_why(string tool, string arguments, string message)
    {
        using Index index = new();
        ToolResult result = new ToolRunner(index, BuiltInTools.All).Run(new ToolCall(tool, (IReadOnlyDictionary<string, object?>)JsonValue.Parse(arguments)!));
        Assert.Contains(message, result.Error);
        Assert.StartsWith("{\"error\":\"", result.Text);
        Assert.Null(SearchResultJson.Read(result.Text));
    }

    [Fact]
    public void A_tool_that_is_not_offered_is_not_there()
    {
        using Index index = new();
        Assert.NotNull(new ToolRunner(index, [BuiltInTools.VectorSearch]).Run(new ToolCall("full_text_search", JsonValue.Object(("query", "door")))).Error);
    }

    [Fact]
    public void A_conversation_is_replayed_as_its_provenance_says()
    {
        using Index index = new();
        ToolConversation conversation = new([ConversationMessage.User("door?")])
        {
            AvailableTools = BuiltInTools.All,
            Provenance = new Provenance("Template", "m") { ResultCount = 2, SnippetLength = 90 },
        };
        ToolRunner.Of(index, conversation).Run(new ToolCall("full_text_search", JsonValue.Object(("query", "door"))));
        Assert.Equal(("door", 2, 90), index.Asked);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""[{"page":"x"}]""")]
    [InlineData("""[{"page":99999999999}]""")]
    public void What_is_not_the_result_of_a_search_is_null(string? text) => Assert.Null(SearchResultJson.Read(text));

    [Fact]
    public void An_empty_result_has_no_pages() => Assert.Equal([], SearchResultJson.Read(SearchResultJson.Write([], "a.txt")));

    private sealed class Index : IPageIndex
    {
        public (string Query, int Top, int Length) Asked { get; private set; }

        public int Count => 2;

        public OcrPage? Find(PageKey key) => null;

        public bool CanRun(string tool) => tool == "full_text_search";

        public IReadOnlyList<PageHit> Search(string tool, string query, int top) => throw new NotSupportedException();

        public IReadOnlyList<PageHit> Search(string tool, string query, int top, int snippetLength)
        {
            Asked = (query, top, snippetLength);
            return [new PageHit(1, 12, "a.txt", 7.31234, "The door, \"heavy\"") { Label = "xii" }, new PageHit(2, 3, "b.txt", 1, "A door")];
        }

        public void Dispose()
        {
        }
    }
}
