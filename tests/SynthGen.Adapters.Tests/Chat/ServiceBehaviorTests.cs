using System.Text.Json.Nodes;
using SynthGen.Adapters.Chat;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Models;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;

namespace SynthGen.Adapters.Tests.Chat;

/// <summary>The answers of real services and servers, by name, and how they are understood.</summary>
public sealed class ServiceBehaviorTests
{
    private static readonly ChatRequest Request = new([new ChatTurn(ChatRole.User, """
        <page number="1">
        The tenant of warehouse 7 withheld rent for nine months after the transfer switch had failed in the night.
        The court found the landlord liable for spoiled goods in the amount of 7,450 dollars and for the clean-up.
        </page>
        """)]);

    public static TheoryData<string, ChatService> Refusals => Cases(BehaviorMeaning.Page, BehaviorMeaning.Run, BehaviorMeaning.Day, BehaviorMeaning.Moment);

    public static TheoryData<string, ChatService> Envelopes => Cases(BehaviorMeaning.Sound);

    [Theory, MemberData(nameof(Refusals))]
    public async Task A_refusal_says_what_it_is_about(string name, ChatService service)
    {
        ServiceBehavior behavior = ServiceBehavior.Named(name);
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = new ScriptedFaultPlan().EveryAlways(behavior) });
        using IChatModel model = Model(server, service);
        (ChatErrorKind kind, RefusalSubject subject) = (ChatErrorKind.Transient, RefusalSubject.Unknown);
        try
        {
            ChatReply reply = await model.CompleteAsync(Request, TestContext.Current.CancellationToken);
            Assert.Equal((ChatFinish.Blocked, ""), (reply.Finish, reply.Text));
            (kind, subject) = (ChatErrorKind.Page, RefusalSubject.Content);
        }
        catch (ChatException fault)
        {
            (kind, subject) = (fault.Fault, fault.Subject);
            Assert.NotEmpty(fault.Message);
            if (behavior.Meaning == BehaviorMeaning.Moment)
                Assert.True(fault.RetryAfter is null || fault.RetryAfter < TimeSpan.FromMinutes(1));
        }

        Assert.Equal(behavior.Subject, subject);
        Assert.Equal(behavior.Meaning, Meaning(kind));
    }

    [Theory, MemberData(nameof(Envelopes))]
    public async Task What_stands_around_an_answer_does_not_spoil_it(string name, ChatService service)
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using IChatModel model = Model(server, service);
        ChatReply undisturbed = await model.CompleteAsync(Request, TestContext.Current.CancellationToken);
        server.Faults = new ScriptedFaultPlan().EveryAlways(Behavior.Named(name));
        ChatReply reply = await model.CompleteAsync(Request, TestContext.Current.CancellationToken);

        Assert.NotEmpty(undisturbed.Text);
        Assert.Equal(undisturbed.Text, reply.Text);
    }

    [Fact]
    public async Task Counts_of_tokens_may_be_written_as_floats()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = new ScriptedFaultPlan().EveryAlways(Behavior.Named("usage in floats")) });
        foreach (ChatService service in (ChatService[])[ChatService.Gemini, ChatService.OpenAI])
        {
            using IChatModel model = Model(server, service);
            ChatReply reply = await model.CompleteAsync(Request, TestContext.Current.CancellationToken);
            Assert.Equal((812, 99), (reply.InputTokens, reply.OutputTokens));
        }
    }

    [Theory]
    [InlineData("tokens per day", 578)]
    [InlineData("requests per day", null)]
    [InlineData("free-models-per-day", 18_000)]
    [InlineData("x-ratelimit-reset of hours", 18_000)]
    [InlineData("x-ratelimit-reset-requests of hours", 18_121)]
    [InlineData("Retry-After of hours", 21_600)]
    [InlineData("Azure retry after a day", 86_400)]
    public async Task A_quota_of_the_day_says_when_to_come_back(string name, int? seconds)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = new ScriptedFaultPlan().EveryAlways(Behavior.Named(name)) });
        using IChatModel model = Model(server, ChatService.OpenAI);
        ChatException fault = await Assert.ThrowsAsync<ChatException>(() => model.CompleteAsync(Request, TestContext.Current.CancellationToken));

        if (seconds is { } expected)
            Assert.InRange(fault.RetryAfter!.Value.TotalSeconds, expected - 60, expected + 1);
        else
            Assert.Null(fault.RetryAfter);
    }

    [Fact]
    public void Every_rule_of_the_table_has_its_case()
    {
        HashSet<RefusalRule> seen = [];
        foreach (ServiceBehavior behavior in ServiceBehavior.All)
        {
            foreach (Func<JsonObject, WireAnswer> answer in new[] { behavior.OpenAI, behavior.Gemini }.OfType<Func<JsonObject, WireAnswer>>())
            {
                if (behavior.Meaning is BehaviorMeaning.Sound or BehaviorMeaning.Moment || behavior.Name == "content filter")
                    continue;
                WireAnswer sent = answer([]);
                if (RefusalTable.Find(ServerError.Parse(sent.Body, text => text), sent.Status) is { } rule)
                    seen.Add(rule);
            }
        }

        Assert.Empty(RefusalTable.Rules.Where(rule => !seen.Contains(rule)).Select(rule => $"{rule.Subject}: {string.Join(' ', rule.Codes)} {rule.Words} {string.Join(' ', rule.Statuses)}"));
    }

    private static BehaviorMeaning Meaning(ChatErrorKind kind) => kind switch
    {
        ChatErrorKind.Page => BehaviorMeaning.Page,
        ChatErrorKind.Fatal => BehaviorMeaning.Run,
        ChatErrorKind.DailyQuota => BehaviorMeaning.Day,
        _ => BehaviorMeaning.Moment,
    };

    private static TheoryData<string, ChatService> Cases(params BehaviorMeaning[] meanings)
    {
        TheoryData<string, ChatService> cases = [];
        foreach (ServiceBehavior behavior in ServiceBehavior.All.Where(behavior => meanings.Contains(behavior.Meaning)))
        {
            if (behavior.OpenAI is not null)
                cases.Add(behavior.Name, ChatService.OpenAI);
            if (behavior.Gemini is not null)
                cases.Add(behavior.Name, ChatService.Gemini);
        }

        return cases;
    }

    private static IChatModel Model(ModelServer server, ChatService service) => new ChatModelFactory().Create(new ChatModelSettings(
        service, "probe", service == ChatService.Gemini ? server.GeminiEndpoint : server.OpenAIEndpoint, null, TimeSpan.FromSeconds(60)));
}
