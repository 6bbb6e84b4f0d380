using SynthGen.Json;
using SynthGen.Quality;
using SynthGen.Quality.Conversations;
using SynthGen.Quality.Gates;
using SynthGen.Quality.Testing;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Quality.Conversations;

public sealed class ConversationGateTests : IDisposable
{
    private readonly MemoryPageIndex _index = GoodTalks.Index();

    public static TheoryData<ConversationKind> Kinds => [.. Enum.GetValues<ConversationKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_sound_conversation_passes_every_gate(ConversationKind kind)
    {
        Verdict verdict = Judge(GoodTalks.Of(kind, _index));
        Assert.True(verdict.Passed, $"{verdict}: {verdict.Rejection?.Detail}");
        Assert.Equal(8, verdict.Gates.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_conversation_of_another_kind_does_not_prove_its_kind(ConversationKind kind)
    {
        ToolConversation row = GoodTalks.Of(kind, _index);
        bool isPair = kind is ConversationKind.Parallel or ConversationKind.Compare;
        // Two steps whose pages the answer cites side by side compare them too.
        bool Holds(ConversationKind other) => (isPair && other is ConversationKind.Parallel or ConversationKind.Compare) || (kind, other) == (ConversationKind.Sequence, ConversationKind.Compare);
        foreach (ConversationKind other in Enum.GetValues<ConversationKind>().Where(other => other != kind && !Holds(other)))
            Assert.Equal($"{other}: {GateStatus.Failed}", $"{other}: {Test(new KindProvenGate(_index), row with { Kind = other }).Status}");
    }

    [Theory]
    [InlineData("UnansweredCall", "without result")]
    [InlineData("ResultWithoutCall", "strange result")]
    [InlineData("NoAnswer", "without answer")]
    [InlineData("Loop", "again")]
    [InlineData("UnknownTool", "other tool")]
    [InlineData("BadArgument", "bad argument")]
    [InlineData("AnswerBeforeCall", "answer first")]
    [InlineData("WritesUserTurn", "user in answer")]
    [InlineData("WritesToolTurn", "call in answer")]
    [InlineData("EmptyQuery", "silent user")]
    public void Structure_that_is_broken_has_its_reason(string reason, string fault)
    {
        ToolConversation good = GoodTalks.Lookup(_index);
        ConversationMessage user = good.Messages[0], calling = good.Messages[1], result = good.Messages[2], answer = good.Messages[3];
        ConversationCall call = calling.Calls[0];
        ConversationMessage[] messages = fault switch
        {
            "without result" => [user, calling, answer],
            "strange result" => [user, calling, result with { CallId = "call_7" }, answer],
            "without answer" => [user, calling, result],
            "again" => [user, calling, result, ConversationMessage.Calling([call with { Id = "call_2" }]), result with { CallId = "call_2" }, answer],
            "other tool" => [user, ConversationMessage.Calling([call with { Name = "grep" }]), result, answer],
            "bad argument" => [user, ConversationMessage.Calling([call with { Arguments = JsonValue.Object(("text", "x")) }]), result, answer],
            "answer first" => [user, ConversationMessage.Answer("On March 31."), ConversationMessage.User("Where does that stand?"), calling, result, answer],
            "user in answer" => [user, calling, result, ConversationMessage.Answer($"{answer.Text}\nUser: And who paid?")],
            "call in answer" => [user, calling, result, ConversationMessage.Answer("<tool_call>{}</tool_call>")],
            _ => [ConversationMessage.User(" "), calling, result, answer],
        };
        Assert.Equal(reason, Test(new ConversationSchemaGate(new QueryAlone()), good with { Messages = messages }).Reason);
    }

    [Theory]
    [InlineData("Brandvold compressors filters", null)] // A plain word among the user's own is a paraphrase.
    [InlineData("Brandvold compressors 2019", "ValueFromPage")]
    [InlineData("Brandvold compressors 1987", "ValueFromNowhere")]
    [InlineData("Brandvold Lindqvist", "ValueFromPage")]
    [InlineData("Brandvold Nordahl", "ValueFromPage")]
    [InlineData("Brandvold Okonkwo", "ValueFromNowhere")]
    [InlineData("compressors that Brandvold inspected", null)]
    public void An_argument_comes_from_the_user_or_from_a_result(string query, string? reason)
    {
        ToolConversation row = new Talk(_index, ConversationKind.Lookup).User("When did Brandvold inspect the compressors?").Search(("full_text_search", query)).Answer("Page 1 has it.")
            .About((GateTestKit.Pier, "On March 31, 2019"));
        Assert.Equal(reason, Test(new ConversationProvenanceGate(_index), row).Reason);
    }

    [Fact]
    public void A_later_call_may_use_what_a_result_has_shown() =>
        Assert.Equal(GateStatus.Passed, Test(new ConversationProvenanceGate(_index), GoodTalks.Of(ConversationKind.Sequence, _index)).Status);

    [Theory]
    [InlineData("Page 1 says that the inspection cost $4,500.", null)]
    [InlineData("Page 1 says that the inspection cost $4,700.", "FigureNotSeen")]
    [InlineData("That was on March 30, 2019 (page 1).", "DateNotSeen")]
    [InlineData("It was 31 March 2019, says page 1.", null)]
    [InlineData("Page 1 says that Kowalski inspected the compressors.", "NameNotSeen")]
    [InlineData("Page 4 has it.", "PageNotSeen")]
    [InlineData("Page 1 says \"the harbour master repaired all engines of the ship at once\".", "QuoteNotSeen")]
    [InlineData("I looked it up: page 1 names Ottilie Brandvold.", null)]
    public void An_answer_says_what_was_seen(string answer, string? reason)
    {
        ToolConversation row = new Talk(_index, ConversationKind.Lookup) { Results = 1 }
            .User("When did Brandvold inspect the compressors?").Search(("full_text_search", "Brandvold compressors")).Answer(answer).About((GateTestKit.Pier, "On March 31, 2019"));
        Assert.Equal(reason, Test(new AnswerGroundedGate(_index), row).Reason);
    }

    [Fact]
    public void What_another_page_says_is_not_cited_for_this_one()
    {
        ToolConversation row = GoodTalks.Of(ConversationKind.Compare, _index);
        ConversationMessage swapped = ConversationMessage.Answer("Page 5 dates that of the compressors March 31, 2019. Page 1 has the crane.");
        Assert.Equal("WrongPageCited", Test(new AnswerGroundedGate(_index), row with { Messages = [.. row.Messages.SkipLast(1), swapped] }).Reason);
    }

    [Theory]
    [InlineData("What is 17 times 23?", "That is 391.", null)]
    [InlineData("What is 17 times 23?", "That is 381.", "WrongArithmetic")]
    [InlineData("What is 15 % of 2,400?", "It comes to 360.", null)]
    [InlineData("I need 1,250 + 749 - 3.", "1,996.", null)]
    [InlineData("What is 10 divided by 4?", "2.5.", null)]
    [InlineData("Thank you!", "You are the 42nd to say so.", "FigureNotSeen")]
    public void Sums_are_computed(string question, string answer, string? reason) =>
        Assert.Equal(reason, Test(new AnswerGroundedGate(_index), new Talk(_index, ConversationKind.NoTool).User(question).Answer(answer).About()).Reason);

    [Fact]
    public void A_result_is_replayed_byte_for_byte()
    {
        ToolConversation good = GoodTalks.Lookup(_index);
        ToolConversation With(string text) => good with { Messages = [.. good.Messages.Select(message => message.Role == MessageRole.Tool ? message with { Text = text } : message)] };
        string result = good.Messages[2].Text!;
        Assert.Equal(GateStatus.Passed, Test(new ReplayedGate(_index), good).Status);
        Assert.Equal("OtherResult", Test(new ReplayedGate(_index), With(result.Replace("harbour", "harbor", StringComparison.Ordinal))).Reason);
        Assert.Equal("OtherResult", Test(new ReplayedGate(_index), With(result + " ")).Reason);
        Assert.Equal("OtherResult", Test(new ReplayedGate(_index), good with { Provenance = good.Provenance! with { SnippetLength = 50 } }).Reason);
    }

    [Fact]
    public void Results_that_a_model_made_up_are_not_replayed_and_unmarked_ones_fail()
    {
        ToolDefinition weather = new("weather", "Tells the weather.", JsonValue.Object(("type", "object")));
        ToolConversation row = new Talk(_index, ConversationKind.Lookup, weather).User("Does it rain?").Search(("weather", "rain")).Answer("It does.").About();
        Assert.Equal("NotReplayable", Test(new ReplayedGate(_index), row).Reason);
        Assert.Equal(GateStatus.NotApplicable, Test(new ReplayedGate(_index), row with { Provenance = row.Provenance! with { IsSimulated = true } }).Status);
    }

    [Theory]
    [InlineData("When did Brandvold inspect the compressors on page 1?", "NamesPage")]
    [InlineData("Use full_text_search for Brandvold, please.", "NamesTool")]
    [InlineData("When did Brandvold inspect the", "CutEnd")]
    public void The_user_speaks_like_a_person(string text, string reason) =>
        Assert.Equal(reason, Test(new ConversationWellFormedGate(_index), new Talk(_index, ConversationKind.Lookup).User(text).Answer("Page 1.").About((GateTestKit.Pier, "On March 31, 2019"))).Reason);

    [Fact]
    public void A_call_of_a_follow_up_stands_by_itself()
    {
        ToolConversation row = new Talk(_index, ConversationKind.FollowUp)
            .User("What does Nordahl keep?").Search(("full_text_search", "Nordahl keep")).Answer("Page 2 says \"Captain Nordahl keeps the timetable\".")
            .User("And where does he live?").Search(("full_text_search", "he lives")).Answer("Page 4 says \"Captain Nordahl lives at Skarvoy\".")
            .About((GateTestKit.Ferry, "Captain Nordahl keeps the timetable"));
        Assert.Equal("UnresolvedPronoun", Test(new KindProvenGate(_index), row).Reason);
    }

    [Fact]
    public async Task Rows_and_conversations_come_out_mixed_in_order_and_are_counted_together()
    {
        GateRun run = new([new ExecutedGate(_index, 10), new DuplicateGate(.8)], _index, CancellationToken.None, [new ReplayedGate(_index), new ConversationDuplicateGate(.8)]);
        SyntheticQuery query = GateTestKit.Row();
        ToolConversation talk = GoodTalks.Lookup(_index);
        ToolConversation forged = talk with { Messages = [.. talk.Messages.Select(message => message.Role == MessageRole.Tool ? message with { Text = "[]" } : message)] };
        DatasetRow[] rows = [talk, query, forged, talk, query];
        foreach (DatasetRow row in rows)
            run.Add(row);
        List<DatasetRow> tested = [];
        while (run.Waiting > 0)
            tested.Add(await run.TakeAsync());

        Assert.Equal(rows.Select(row => row.Id), tested.Select(row => row.Id));
        Assert.Equal([true, true, false, false, false], tested.Select(row => row.Verdict!.Passed));
        Assert.Equal([new("Replayed", "OtherResult", 1), new GateRejection("Duplicate", "ExactCopy", 2)], run.Summary.Rejections);
    }

    [Fact]
    public void Tries_of_one_conversation_and_other_tools_are_no_copies()
    {
        ConversationDuplicateGate gate = new(.8);
        ToolConversation talk = GoodTalks.Lookup(_index) with { PairId = "one" };
        Assert.Equal(
            [null, "SamePair", "ExactCopy", null],
            new[] { talk, talk, talk with { PairId = "two" }, talk with { AvailableTools = [BuiltInTools.VectorSearch] } }.Select(row => Test(gate, row).Reason));
    }

    public void Dispose() => _index.Dispose();

    private GateResult Test(IConversationGate gate, ToolConversation row) => gate.Test(new TestedConversation(row, new PageCache(_index)));

    private Verdict Judge(ToolConversation row)
    {
        GateRun run = new([], _index, CancellationToken.None,
        [
            new ConversationSchemaGate(new QueryAlone()), new ConversationWellFormedGate(_index), new ConversationGroundedGate(GroundedGate.Threshold), new ConversationProvenanceGate(_index),
            new ReplayedGate(_index), new AnswerGroundedGate(_index), new KindProvenGate(_index), new ConversationDuplicateGate(.8),
        ]);
        run.Add(row);
        return run.TakeAsync().GetAwaiter().GetResult().Verdict!;
    }

    private sealed class QueryAlone : IToolSchemaValidator
    {
        public IReadOnlyList<SchemaProblem> CheckSchema(IReadOnlyDictionary<string, object?> schema) => [];

        public IReadOnlyList<SchemaProblem> CheckArguments(ToolDefinition tool, IReadOnlyDictionary<string, object?> arguments) =>
            arguments.ContainsKey("query") ? [] : [new SchemaProblem("$.query", "is missing")];
    }
}
