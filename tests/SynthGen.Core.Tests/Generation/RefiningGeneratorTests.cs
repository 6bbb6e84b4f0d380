using SynthGen.Documents;
using SynthGen.Generation;
using SynthGen.Generation.Model;
using SynthGen.Generation.Prompts;
using SynthGen.Generation.Refinement;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Generation;

/// <summary>Rows go back to the model with what their calls found. A search text says itself where it brings up the page: "w1 m3" is place 1 by words and 3 by meaning.</summary>
public sealed class RefiningGeneratorTests
{
    private const string First = "The tenant withheld the rent for nine months.", Second = "The landlord never tested the transfer switch.";

    private static readonly OcrPage Page = new(12, $"{First}\n{Second}", "lease.txt");

    [Fact]
    public async Task A_row_that_ties_is_replaced_by_one_that_decides()
    {
        ScriptedModel model = new(Reply(("Which party kept the money back?", "vector_search", "m1", First)));
        PageOutcome outcome = await Refine(model, Row("tied", "vector_search", "w1 m1", First));
        SyntheticQuery row = Assert.Single(outcome.Rows);
        Assert.Equal(("Which party kept the money back?", "m1"), (row.Query, ArgumentText.Sought(row.Tools[0])));
        Assert.Equal((12, "lease.txt", "the-model"), (row.Page, row.Source, row.Provenance!.Model));
        Assert.Equal((2, 110, 57), (outcome.Attempts, outcome.InputTokens, outcome.OutputTokens));
        Assert.Equal(110, row.Provenance.InputTokens);
        Assert.Null(outcome.Reason);
    }

    [Theory]
    [InlineData("vector_search", "w1 m1", "queries[0]: vector_search for \"w1 m1\": The words alone already bring up page 12 in place 1.")]
    [InlineData("full_text_search", "w1 m2", "queries[0]: full_text_search for \"w1 m2\": The meaning alone already brings up page 12 in place 2.")]
    [InlineData("full_text_search", "m2", "queries[0]: full_text_search for \"m2\" does not bring up page 12. It brings up page 101 (\"Snippet of 101\"), page 102 (\"Snippet of 102\"), page 103 (\"Snippet of 103\"). The meaning alone already brings up page 12 in place 2.")]
    [InlineData("vector_search", "nothing", "queries[0]: vector_search for \"nothing\" does not bring up page 12. Nothing comes up.")]
    public async Task The_model_reads_what_came_up_and_where(string tool, string sought, string expected)
    {
        ScriptedModel model = new("{\"queries\": []}");
        await Refine(model, Row("q", tool, sought, First));
        ChatRequest request = Assert.Single(model.Requests);
        Assert.Equal([ChatRole.System, ChatRole.User, ChatRole.Assistant, ChatRole.User], request.Turns.Select(turn => turn.Role));
        Assert.Contains(sought, request.Turns[2].Text);
        string[] lines = request.Turns[3].Text.Split('\n');
        int at = Array.FindIndex(lines, line => line.StartsWith("<results code=", StringComparison.Ordinal));
        Assert.Equal(expected, lines[at + 1]);
        Assert.Equal(lines[at].Replace("<results", "</results"), lines[at + 2]);
    }

    [Theory]
    [InlineData("w1 m1", "w1 m1", false)]
    [InlineData("w1 m1", "nothing", false)]
    [InlineData("w1 m1", "m9 w1", false)]
    [InlineData("w1 m1", "m1 w6", true)]
    [InlineData("nothing", "w1 m1", true)]
    [InlineData("w2", "m2 w1", true)]
    [InlineData("w2", "w1", false)]
    public async Task Nothing_takes_the_place_of_a_row_that_is_as_good(string before, string after, bool isReplaced)
    {
        ScriptedModel model = new(Reply(("new", "vector_search", after, First)));
        PageOutcome outcome = await Refine(model, Row("old", "vector_search", before, First));
        Assert.Equal(isReplaced ? "new" : "old", Assert.Single(outcome.Rows).Query);
        Assert.Equal(2, outcome.Attempts);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("{\"queries\": []}")]
    [InlineData("""{"queries": [{"query": "new", "tools": [{"name": "vector_search", "arguments": {"query": "m1"}}], "evidence": "Nobody ever said this."}]}""")]
    [InlineData("""{"queries": [{"query": "new", "tools": [{"name": "drop_tables", "arguments": {"query": "m1"}}], "evidence": "The tenant withheld the rent for nine months."}]}""")]
    [InlineData("""{"queries": [{"query": "new", "tools": [{"name": "full_text_search", "arguments": {"query": "w1"}}], "evidence": "The tenant withheld the rent for nine months."}]}""")]
    [InlineData("""{"queries": [{"query": "GOOD", "tools": [{"name": "vector_search", "arguments": {"query": "m1"}}], "evidence": "The tenant withheld the rent for nine months."}]}""")]
    public async Task A_row_that_is_not_valid_or_changes_its_tool_or_repeats_another_is_left_out(string reply)
    {
        ScriptedModel model = new(reply);
        PageOutcome outcome = await Refine(model, Row("tied", "vector_search", "w1 m1", First), Row("good", "vector_search", "m1", Second));
        Assert.Equal(["tied", "good"], outcome.Rows.Select(row => row.Query));
        Assert.Empty(outcome.Dropped);
    }

    [Fact]
    public async Task Only_the_rows_that_need_it_go_back_in_one_request_and_come_back_to_their_places()
    {
        ScriptedModel model = new(Reply(("third", "full_text_search", "w1", Second), ("first", "vector_search", "m1", First)));
        PageOutcome outcome = await Refine(
            model, Row("a", "vector_search", "w1 m1", First), Row("b", "vector_search", "m1", Second), Row("c", "full_text_search", "w1 m1", Second));
        Assert.Equal(["first", "b", "third"], outcome.Rows.Select(row => row.Query));
        Assert.DoesNotContain("\"b\"", Assert.Single(model.Requests).Turns[2].Text);
        Assert.Equal(2, model.Requests[0].Turns[3].Text.Split('\n').Count(line => line.StartsWith("queries[", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_reply_that_leaves_rows_out_is_read_by_their_passages()
    {
        ScriptedModel model = new(Reply(("second", "vector_search", "m1", Second)));
        PageOutcome outcome = await Refine(model, Row("a", "vector_search", "w1 m1", First), Row("b", "vector_search", "w1 m1", Second));
        Assert.Equal(["a", "second"], outcome.Rows.Select(row => row.Query));
    }

    [Fact]
    public async Task Rows_of_one_passage_keep_their_order()
    {
        ScriptedModel model = new(Reply(("words", "full_text_search", "w1", First), ("meaning", "vector_search", "m1", First)));
        PageOutcome outcome = await Refine(model, Row("a", "full_text_search", "w1 m1", First), Row("b", "vector_search", "w1 m1", First));
        Assert.Equal(["words", "meaning"], outcome.Rows.Select(row => row.Query));
    }

    [Fact]
    public async Task Each_further_request_shows_the_latest_wording_until_all_decide()
    {
        ScriptedModel model = new(Reply(("second", "vector_search", "w2 m2", First)), Reply(("third", "vector_search", "m4", First)), "never asked");
        PageOutcome outcome = await Refine(model, attempts: 3, Row("first", "vector_search", "w1 m1", First));
        Assert.Equal("third", Assert.Single(outcome.Rows).Query);
        Assert.Equal(2, model.Requests.Count);
        Assert.Contains("w1 m1", model.Requests[0].Turns[2].Text);
        Assert.Contains("w2 m2", model.Requests[1].Turns[2].Text);
        Assert.Contains("in place 2", model.Requests[1].Turns[3].Text);
        Assert.Equal(3, outcome.Attempts);
    }

    [Fact]
    public async Task Rows_that_decide_or_that_nothing_can_run_cost_no_request()
    {
        ScriptedModel model = new();
        ToolDefinition other = new("case_lookup", "Finds cases.", BuiltInTools.VectorSearch.Parameters);
        PageOutcome outcome = await Refine(
            model, Row("a", "vector_search", "m1 w6", First), Row("b", "case_lookup", "w1 m1", Second) with { AvailableTools = [other] },
            Row("c", "vector_search", "w1 m1", Second) with { AvailableTools = [BuiltInTools.VectorSearch] });
        Assert.Equal(["a", "b", "c"], outcome.Rows.Select(row => row.Query));
        Assert.Empty(model.Requests);
        Assert.Equal(1, outcome.Attempts);
    }

    [Fact]
    public async Task A_request_without_a_reply_leaves_the_rows_and_says_why()
    {
        ScriptedModel model = new() { Fault = new ChatException(ChatErrorKind.Transient, "The line is dead.") { Status = 502, InputTokens = 9 } };
        PageOutcome outcome = await Refine(model, Row("tied", "vector_search", "w1 m1", First));
        Assert.Equal("tied", Assert.Single(outcome.Rows).Query);
        Assert.Equal("The rows were not refined. The server gave no reply: The line is dead. (status 502)", outcome.Reason);
        Assert.Equal((OutcomeStatus.Generated, 2, 109), (outcome.Status, outcome.Attempts, outcome.InputTokens));
    }

    [Fact]
    public async Task The_end_of_the_run_leaves_the_page_pending()
    {
        ScriptedModel model = new() { Fault = new RunEndedException(RunEnd.Budget, "Spent.") };
        await Assert.ThrowsAsync<RunEndedException>(() => Refine(model, Row("tied", "vector_search", "w1 m1", First)));
    }

    [Fact]
    public async Task Vectors_that_do_not_come_cost_no_row_and_a_refusal_ends_the_run()
    {
        ScriptedModel model = new();
        PlaceIndex index = new() { Fault = new ChatException(ChatErrorKind.Transient, "No vector today.") };
        PageOutcome outcome = await Refine(model, index, 1, Row("tied", "vector_search", "w1 m1", First));
        Assert.Equal(("tied", "The rows were not tried: No vector today."), (Assert.Single(outcome.Rows).Query, outcome.Reason));

        index.Fault = new RunEndedException(RunEnd.Fatal, "Wrong key.");
        RunEndedException end = await Assert.ThrowsAsync<RunEndedException>(() => Refine(model, index, 1, Row("tied", "vector_search", "w1 m1", First)));
        Assert.Equal((RunEnd.Fatal, "The service of the index's vectors: Wrong key."), (end.End, end.Message));
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task A_page_that_the_index_lacks_keeps_its_rows_and_says_so()
    {
        ScriptedModel model = new();
        PageOutcome outcome = await Refine(model, new PlaceIndex { IsEmpty = true }, 1, Row("tied", "vector_search", "w1 m1", First));
        Assert.Equal("The rows were not tried: the index lacks the page.", outcome.Reason);
        Assert.Empty(model.Requests);
    }

    private static Task<PageOutcome> Refine(ScriptedModel model, params SyntheticQuery[] rows) => Refine(model, 1, rows);

    private static Task<PageOutcome> Refine(ScriptedModel model, int attempts, params SyntheticQuery[] rows) => Refine(model, new PlaceIndex(), attempts, rows);

    private static Task<PageOutcome> Refine(ScriptedModel model, PlaceIndex index, int attempts, params SyntheticQuery[] rows)
    {
        PromptWriter prompts = new(PromptSet.BuiltIn, BuiltInTools.All, 3, "legal", "lawyers");
        RefiningGenerator generator = new(new Rows(rows), model, prompts, new ChatSampling(), new RowTrial(index), new RowCheck(new AnyArguments()), attempts, null);
        return generator.GenerateAsync(Page, CancellationToken.None);
    }

    private static SyntheticQuery Row(string query, string tool, string sought, string quote) =>
        new(query, [new ToolCall(tool, JsonValue.Object(("query", sought)))], Page.Number)
        {
            Source = Page.Source,
            Evidence = Evidence.At(Page, Page.Text.IndexOf(quote, StringComparison.Ordinal), quote.Length),
            AvailableTools = BuiltInTools.All,
            Provenance = new Provenance("Test", "the-first-model", InputTokens: 100, OutputTokens: 50),
        };

    private static string Reply(params (string Query, string Tool, string Sought, string Quote)[] rows) => JsonValue.ToJson(JsonValue.Object(
        ("queries", rows.Select(row => (object?)JsonValue.Object(
            ("query", row.Query),
            ("tools", new List<object?> { JsonValue.Object(("name", row.Tool), ("arguments", JsonValue.Object(("query", row.Sought)))) }),
            ("evidence", row.Quote))).ToList())));

    private sealed class Rows(SyntheticQuery[] rows) : PlainGenerator
    {
        public override Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken) =>
            Task.FromResult(PageOutcome.Generated(page, rows) with { InputTokens = 100, OutputTokens = 50, Model = "the-first-model" });
    }

    private sealed class ScriptedModel(params string[] replies) : IChatModel
    {
        public List<ChatRequest> Requests { get; } = [];

        public Exception? Fault { get; init; }

        public Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return Fault is not null
                ? Task.FromException<ChatReply>(Fault)
                : Task.FromResult(new ChatReply(replies[Requests.Count - 1], ChatFinish.Stop, "stop", "the-model") { InputTokens = 10, OutputTokens = 7 });
        }

        public void Dispose()
        {
        }
    }

    /// <summary>An index that brings the page up where the search text says.</summary>
    private sealed class PlaceIndex : IPageIndex
    {
        public bool IsEmpty { get; init; }

        public Exception? Fault { get; set; }

        public int Count => 100;

        public OcrPage? Find(PageKey key) => IsEmpty ? null : Page;

        public bool CanRun(string tool) => BuiltInTools.All.Any(known => known.Name == tool);

        public IReadOnlyList<PageHit> Search(string tool, string query, int top)
        {
            if (Fault is not null)
                throw Fault;
            char sign = tool == "full_text_search" ? 'w' : 'm';
            int place = query.Split(' ').FirstOrDefault(word => word[0] == sign) is { } word ? int.Parse(word[1..], null) : 0;
            return query == "nothing" ? [] : [.. Enumerable.Range(1, top)
                .Select(rank => new PageHit(rank, rank == place ? Page.Number : 100 + rank, Page.Source, 0, $"Snippet of\n {(rank == place ? Page.Number : 100 + rank)}"))];
        }

        public void Dispose()
        {
        }
    }

    private sealed class AnyArguments : IToolSchemaValidator
    {
        public IReadOnlyList<SchemaProblem> CheckSchema(IReadOnlyDictionary<string, object?> schema) => [];

        public IReadOnlyList<SchemaProblem> CheckArguments(ToolDefinition tool, IReadOnlyDictionary<string, object?> arguments) => [];
    }
}
