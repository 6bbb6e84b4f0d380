using SynthGen.Conversations;
using SynthGen.Conversations.Model;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;
using SynthGen.Tools;

namespace SynthGen.Adapters.Tests.Conversations;

/// <summary>Conversations that the misbehaving server plays, user, assistant and simulated tools, over real HTTP.</summary>
public sealed class PlayedConversationTests(PlayedStage stage) : IClassFixture<PlayedStage>
{
    private static readonly ToolDefinition Rates = new("exchange_rate", "Gives the rate of a currency.", BuiltInTools.FullTextSearch.Parameters);

    private async Task<ConversationOutcome> PlayAsync(ModelServer server, ConversationPlan plan, PlayOptions? options = null, ChatService service = ChatService.OpenAI)
    {
        using IChatModel model = PlayedStage.Model(server, service);
        return await stage.Generator(model, options ?? PlayedStage.OptionsOf(plan)).GenerateAsync(plan, TestContext.Current.CancellationToken);
    }

    private static FaultPlan In(string part, params Behavior[] behaviors) => new ScriptedFaultPlan().ContainingAlways($"System: You {part}", behaviors);

    [Theory]
    [InlineData(ChatService.Gemini)]
    [InlineData(ChatService.OpenAI)]
    public async Task Each_kind_goes_its_way_and_every_result_can_be_replayed(ChatService service)
    {
        await using ModelServer server = await ModelServer.StartAsync();
        foreach (ConversationKind kind in Enum.GetValues<ConversationKind>())
        {
            ConversationPlan plan = PlayedStage.Plan(3, kind);
            ConversationOutcome outcome = await PlayAsync(server, plan, service: service);
            Assert.True(outcome.Status == OutcomeStatus.Generated, $"{kind}: {outcome.Reason}");

            ToolConversation conversation = Assert.Single(outcome.Conversations);
            Assert.Equal((kind, plan.Source, "probe-test-001"), (conversation.Kind, conversation.Source, conversation.Provenance!.Model));
            Assert.Equal(kind is ConversationKind.FollowUp or ConversationKind.Clarify ? 2 : 1, conversation.Messages.Count(message => message.Role == MessageRole.User));
            Assert.Equal((MessageRole.Assistant, 0), (conversation.Messages[^1].Role, conversation.Messages[^1].Calls.Count));

            ToolRunner runner = ToolRunner.Of(stage.Index, conversation);
            ConversationCall[] calls = [.. conversation.Messages.SelectMany(message => message.Calls)];
            Assert.Equal(Enumerable.Range(1, calls.Length).Select(i => $"call_{i}"), calls.Select(call => call.Id));
            Assert.All(calls, call => Assert.Equal(runner.Run(call), conversation.Messages.Single(message => message.CallId == call.Id).Text));
            Assert.Equal(plan.Rows.Count > 0 && kind is not ConversationKind.Unanswerable, conversation.Pages.Count > 0);
        }
    }

    [Theory]
    [InlineData(Fault.UnknownTool, "The assistant called a tool that is not there.")]
    [InlineData(Fault.BrokenArguments, "The assistant wrote arguments that are not a JSON object.")]
    [InlineData(Fault.MisfitArguments, "The assistant wrote arguments that do not fit the tool's schema.")]
    [InlineData(Fault.RepeatedCall, "The assistant made the same call twice.")]
    [InlineData(Fault.EarlyAnswer, "The assistant answered before it had searched.")]
    [InlineData(Fault.EndlessCalls, "The assistant came to no end.")]
    [InlineData(Fault.PlaysUser, "The assistant wrote the user's part.")]
    [InlineData(Fault.EmptyStop, "The assistant wrote nothing.")]
    [InlineData(Fault.MaxTokens, "A reply was cut off or withheld.")]
    [InlineData(Fault.Safety, "A reply was cut off or withheld.")]
    public async Task An_assistant_that_breaks_the_rules_is_dropped_with_its_reason(Fault fault, string reason)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = In("answer questions", fault) });
        foreach (ChatService service in Enum.GetValues<ChatService>())
        {
            ConversationOutcome outcome = await PlayAsync(server, PlayedStage.Plan(1), service: service);

            Assert.Equal((OutcomeStatus.Failed, reason, FailureCause.Page), (outcome.Status, outcome.Reason, outcome.Cause));
            Assert.True(outcome is { Attempts: > 1, InputTokens: > 0 });
        }
    }

    [Theory]
    [InlineData(Fault.UnknownTool, "The user's part named a tool.")]
    [InlineData(Fault.EarlyAnswer, "The user's part named a page.")]
    [InlineData(Fault.PlaysUser, "The user's part wrote the assistant's.")]
    [InlineData(Fault.EndlessCalls, "The user's part ended the conversation too early.")]
    [InlineData(Fault.EmptyStop, "The user's part wrote nothing.")]
    public async Task A_user_that_breaks_the_rules_is_dropped_with_its_reason(Fault fault, string reason)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = In("play a person", fault) });
        ConversationOutcome outcome = await PlayAsync(server, PlayedStage.Plan(1));

        Assert.Equal((OutcomeStatus.Failed, reason), (outcome.Status, outcome.Reason));
    }

    [Fact]
    public async Task The_user_never_sees_tools_and_the_assistant_never_the_page()
    {
        List<ChatRequest> asked = [];
        await using ModelServer server = await ModelServer.StartAsync();
        using IChatModel model = new Listening(PlayedStage.Model(server), asked.Add);
        await stage.Generator(model).GenerateAsync(PlayedStage.Plan(1), TestContext.Current.CancellationToken);

        ChatRequest user = asked[0], assistant = asked[1];
        Assert.Empty(user.Turns.SelectMany(turn => turn.Calls));
        Assert.DoesNotContain(user.Turns, turn => turn.Text.Contains("full_text_search", StringComparison.Ordinal));
        Assert.Contains("Nobody in the county had paid", user.Turns[0].Text);
        Assert.Equal(BuiltInTools.All, assistant.Tools);
        Assert.DoesNotContain(assistant.Turns, turn => turn.Text.Contains("A clerk wrote", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_query_of_a_row_is_the_opening_where_it_is_kept()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = In("play a person", Fault.EmptyStop) });
        ConversationOutcome outcome = await PlayAsync(server, PlayedStage.Plan(1), PlayedStage.Options() with { KeepsQueries = true, SystemPrompt = "Search." });

        ToolConversation conversation = Assert.Single(outcome.Conversations);
        Assert.Equal((PlayedStage.Plan(1).Rows[0].Query, "Search."), (conversation.Query, conversation.SystemPrompt));
    }

    [Fact]
    public async Task The_shortest_try_that_ends_right_is_kept_and_the_others_on_request()
    {
        // The first try begins with a search of its own, and so goes another way than a lookup.
        FaultPlan once = new ScriptedFaultPlan().Containing("\ncall ", Fault.None).Containing("System: You answer questions", Fault.RepeatedCall, Fault.EarlyAnswer);
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = once });
        ConversationOutcome all = await PlayAsync(server, PlayedStage.Plan(1), PlayedStage.Options() with { RolloutCount = 4, AllRollouts = true });
        server.Reset();
        ConversationOutcome shortest = await PlayAsync(server, PlayedStage.Plan(1), PlayedStage.Options() with { RolloutCount = 4 });

        Assert.Equal(2, all.Conversations.Count);
        (ToolConversation right, ToolConversation wrong) = (all.Conversations[0], all.Conversations[1]);
        Assert.Equal(right.Messages.Select(message => message.ToString()), Assert.Single(shortest.Conversations).Messages.Select(message => message.ToString()));
        Assert.NotNull(right.PairId);
        Assert.Equal((right.PairId, right.Query, null), (wrong.PairId, wrong.Query, right.Verdict));
        Assert.Equal(("Rollout", "OtherKind"), (wrong.Verdict!.Rejection!.Gate, wrong.Verdict.Rejection.Reason));
        Assert.Null(shortest.Conversations[0].PairId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tool_that_cannot_be_run_is_played_on_request_and_gives_an_error_otherwise(bool simulates)
    {
        await using ModelServer server = await ModelServer.StartAsync();
        ConversationOutcome outcome = await PlayAsync(
            server, PlayedStage.Plan(9, ConversationKind.Unanswerable), PlayedStage.Options(Rates) with { SimulatesTools = simulates });

        ToolConversation conversation = Assert.Single(outcome.Conversations);
        Assert.Equal(simulates, conversation.Provenance!.IsSimulated);
        Assert.All(
            conversation.Messages.Where(message => message.Role == MessageRole.Tool),
            message => Assert.Equal(simulates ? "value" : "error", ((IReadOnlyDictionary<string, object?>)JsonValue.Parse(message.Text!)!).Keys.Single()));
    }

    [Fact]
    public async Task A_server_that_refuses_fails_the_plan_and_counts_what_was_paid()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = In("answer questions", Fault.InternalError) });
        ConversationOutcome outcome = await PlayAsync(server, PlayedStage.Plan(1));

        Assert.Equal((OutcomeStatus.Failed, FailureCause.Service, 2), (outcome.Status, outcome.Cause, outcome.Attempts));
        Assert.StartsWith("The server gave no reply", outcome.Reason);
    }

    private sealed class Listening(IChatModel inner, Action<ChatRequest> listen) : DelegatingChatModel(inner)
    {
        public override Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
        {
            listen(request);
            return base.CompleteAsync(request, cancellationToken);
        }
    }
}
