using SynthGen.Generation;
using SynthGen.Generation.Journal;
using SynthGen.Generation.Model;
using SynthGen.Generation.Planning;
using SynthGen.Generation.Prompts;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Generation.Model;

/// <summary>Which slot of a page's plan the rows of its replies fill.</summary>
public sealed class PlanSlotTests : IDisposable
{
    private static readonly string[] Sentences =
    [
        "The tenant withheld the rent for three months.", "Anselm Fitch wrote to the harbour master.", "The court found the landlord liable.", "The pump had failed in the night.",
    ];

    private static readonly OcrPage Plain = Find(hasPair: false), Paired = Find(hasPair: true);
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("1 2 3", "1 2 3")]
    [InlineData("1 3", "1 3")]
    [InlineData("3", "3")]
    [InlineData("3 1 2", "3 1 2")]
    [InlineData("1 1 2", "1 - 2")]
    [InlineData("0 4 -1", "- - -")]
    [InlineData("2 - 1", "2 - 1")]
    [InlineData("- - -", "1 2 3")]
    [InlineData("- -", "- -")]
    public async Task A_row_has_the_kind_of_its_own_slot(string named, string filled)
    {
        PagePlan plan = Writer().Planner!.Plan(Plain);
        IReadOnlyList<SyntheticQuery> rows = (await Generate(Plain, Reply([.. named.Split(' ').Select((slot, index) => Row(slot, index))]))).Rows;
        Assert.Equal(filled.Split(' ').Length, rows.Count);
        Assert.All(filled.Split(' ').Zip(rows), pair =>
        {
            PlanSlot? slot = pair.First == "-" ? null : plan.Slots[int.Parse(pair.First, System.Globalization.CultureInfo.InvariantCulture) - 1];
            Provenance origin = pair.Second.Provenance!;
            Assert.Equal((slot?.Kind, slot?.Asker, slot?.Length, slot?.Difficulty), (origin.Kind, origin.Asker, origin.Length, origin.Difficulty));
        });
    }

    [Fact]
    public async Task A_repaired_row_fills_the_slot_that_the_faulty_one_left()
    {
        PagePlan plan = Writer().Planner!.Plan(Plain);
        string broken = Row("2", 1).Replace(Sentences[1], "Nobody wrote this.", StringComparison.Ordinal);
        IReadOnlyList<SyntheticQuery> rows = (await Generate(Plain, Reply(Row("1", 0), broken, Row("3", 2)), Reply(Row("2", 1)))).Rows;
        Assert.Equal([plan.Slots[0].Kind, plan.Slots[2].Kind, plan.Slots[1].Kind], rows.Select(row => row.Provenance!.Kind));
    }

    [Fact]
    public async Task Without_a_plan_there_is_no_kind()
    {
        File.WriteAllText(Path.Combine(_folder, "Page.md"), "{{page}}");
        SyntheticQuery row = (await Generate(Plain, Writer(PromptSet.Read(_folder)), Reply(Row("1", 0)))).Rows[0];
        Assert.Null(row.Provenance!.Kind ?? row.Provenance.Asker ?? row.Provenance.Length ?? row.Provenance.Difficulty);
    }

    [Fact]
    public async Task The_rows_of_a_pair_share_an_id_that_no_run_changes()
    {
        IReadOnlyList<SyntheticQuery> rows = (await Generate(Paired, Reply(Row("1", 0), Row("2", 0, "vector_search", "Other words?"), Row("3", 2)))).Rows;
        Assert.Matches("^[0-9a-f]{16}$", rows[0].PairId);
        Assert.Equal([rows[0].PairId, rows[0].PairId, null], rows.Select(row => row.PairId));
        IReadOnlyList<SyntheticQuery> shuffled = (await Generate(Paired, Reply(Row("2", 0, "vector_search", "Quite other words?"), Row("1", 0, query: "Another wording?")))).Rows;
        Assert.All(shuffled, row => Assert.Equal(rows[0].PairId, row.PairId));
        Assert.Equal(["hard", "easy"], shuffled.Select(row => row.Provenance!.Difficulty));

        OcrPage elsewhere = new(9, Paired.Text, "other.txt");
        SyntheticQuery moved = (await Generate(elsewhere, Reply(Row("1", 0), Row("2", 0, "vector_search", "Other words?")))).Rows[0];
        Assert.NotNull(moved.PairId);
        Assert.NotEqual(rows[0].PairId, moved.PairId);
    }

    public static TheoryData<string, string> HalfPairs => new()
    {
        { "one is missing", Reply(Row("1", 0), Row("3", 2)) },
        { "both search by words", Reply(Row("1", 0), Row("2", 0, query: "Other words?")) },
        { "each has the other's tool", Reply(Row("1", 0, "vector_search"), Row("2", 0, query: "Other words?")) },
        { "they have other passages", Reply(Row("1", 0), Row("2", 3, "vector_search")) },
        { "the second is faulty", Reply(Row("1", 0), Row("2", 0, "grep", "Other words?")) },
    };

    [Theory]
    [MemberData(nameof(HalfPairs))]
    public async Task What_is_not_a_pair_has_no_id(string because, string reply) =>
        Assert.True((await Generate(Paired, reply)).Rows.All(row => row.PairId is null), because);

    [Fact]
    public async Task A_page_with_the_same_text_has_the_journals_rows_and_a_pair_of_its_own()
    {
        string reply = Reply(Row("1", 0), Row("2", 0, "vector_search", "Other words?"));
        using OutcomeJournal journal = OutcomeJournal.Open(Path.Combine(_folder, "run.jsonl"));
        PageOutcome outcome = await Generate(Paired, reply);
        JournalKey keys = new("m", "i", "p");
        JournalingGenerator generator = new(new Given(outcome), journal, keys, BuiltInTools.All, retryEmpty: false);
        await generator.GenerateAsync(Paired, CancellationToken.None);
        OcrPage elsewhere = new(9, Paired.Text, "other.txt");
        IReadOnlyList<SyntheticQuery> rows = (await generator.GenerateAsync(elsewhere, CancellationToken.None)).Rows;
        Assert.Equal(outcome.Rows.Select(row => row.Provenance!.Kind), rows.Select(row => row.Provenance!.Kind));
        Assert.Equal((await Generate(elsewhere, reply)).Rows.Select(row => row.PairId), rows.Select(row => row.PairId));
    }

    [Fact]
    public async Task A_conversation_shows_what_was_fulfilled_in_the_order_that_is_asked_for()
    {
        PromptWriter prompts = Writer();
        PageConversation conversation = new(2, 10_000);
        PageOutcome outcome = await Generate(Paired, Reply(Row("3", 2), Row("1", 0), Row("2", 0, "vector_search", "Other words?")));
        await new ConversationGenerator(new Given(outcome), conversation, prompts).GenerateAsync(Paired, CancellationToken.None);
        ChatTurn[] turns = [.. conversation.Turns];
        PagePlan plan = prompts.Planner!.Plan(Paired);
        Assert.EndsWith(string.Join('\n', (object[])
            [plan.Slots[2] with { Number = 1 }, plan.Slots[0] with { Number = 2 }, plan.Slots[1] with { Number = 3, SameFactAs = 2 }]), turns[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("{\"queries\":[{\"slot\":1,\"evidence\":\"" + Sentences[2] + "\",\"query\":\"Query 2?\",\"tools\":[{\"name\":\"full_text_search\",\"arguments\":{", turns[1].Text, StringComparison.Ordinal);
        Assert.Contains("{\"slot\":3,\"evidence\":", turns[1].Text, StringComparison.Ordinal);

        // The next request has these turns word for word, and a page that is filled as planned is shown as it was sent.
        PageOutcome full = await Generate(Plain, Reply(Row("1", 0), Row("2", 1), Row("3", 2)));
        await new ConversationGenerator(new Given(full), conversation, prompts).GenerateAsync(Plain, CancellationToken.None);
        Assert.Equal(prompts.Page(Plain).Text, conversation.Turns.ElementAt(2).Text);
    }

    private static OcrPage Find(bool hasPair) => Enumerable.Range(1, 100)
        .Select(number => new OcrPage(number, $"{string.Join('\n', Sentences)} Warehouse {number}.", "lease.txt"))
        .First(page => Writer().Planner!.Plan(page).Slots.Any(slot => slot.SameFactAs is not null) == hasPair);

    private static PromptWriter Writer(PromptSet? prompts = null) => new(prompts ?? PromptSet.BuiltIn, BuiltInTools.All, 3, "legal", "lawyers and laymen");

    private static string Row(string slot, int sentence, string tool = "full_text_search", string? query = null) => JsonValue.ToJson(JsonValue.Object(
        ("slot", slot == "-" ? null : long.Parse(slot, System.Globalization.CultureInfo.InvariantCulture)),
        ("evidence", Sentences[sentence]),
        ("query", query ?? $"Query {sentence}?"),
        ("tools", new List<object?> { JsonValue.Object(("name", tool), ("arguments", JsonValue.Object(("query", "rent")))) })));

    private static string Reply(params IReadOnlyList<string> rows) => $"{{\"queries\":[{string.Join(',', rows)}]}}";

    private static Task<PageOutcome> Generate(OcrPage page, params string[] replies) => Generate(page, Writer(), replies);

    private static Task<PageOutcome> Generate(OcrPage page, PromptWriter prompts, params string[] replies) => new ModelQueryGenerator(
        new Scripted(replies), prompts, "v", new ModelOptions("Gemini", BuiltInTools.All, 3, replies.Length - 1, new ChatSampling()), new AllFits(), null)
        .GenerateAsync(page, CancellationToken.None);

    private sealed class Scripted(string[] replies) : IChatModel
    {
        private int _next;

        public Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new ChatReply(replies[_next++], ChatFinish.Stop, "STOP", "m"));

        public void Dispose()
        {
        }
    }

    private sealed class Given(PageOutcome outcome) : PlainGenerator
    {
        public override Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken) => Task.FromResult(outcome);
    }

    private sealed class AllFits : IToolSchemaValidator
    {
        public IReadOnlyList<SchemaProblem> CheckSchema(IReadOnlyDictionary<string, object?> schema) => [];

        public IReadOnlyList<SchemaProblem> CheckArguments(ToolDefinition tool, IReadOnlyDictionary<string, object?> arguments) => [];
    }
}
