using Microsoft.Extensions.Time.Testing;
using SynthGen.Models;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Tests;

public sealed class SimulatedChatModelTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task It_answers_when_its_clock_says_so()
    {
        using SimulatedChatModel model = new(new ModelService(new() { Time = _time, Latency = Latency.Fixed(TimeSpan.FromSeconds(1.5)) }));
        Task<ChatReply> pending = model.CompleteAsync(Ask(), CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1.4));
        Assert.False(pending.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        ChatReply reply = await pending;
        Assert.Equal(BrainRow.ToJson(Brain.Rows(new AskedPage(Client.Page), ToolShape.BuiltIn)), reply.Text);
        Assert.Equal((ChatFinish.Stop, "gemini-3.8-flash-test-001"), (reply.Finish, reply.Model));
    }

    [Fact]
    public async Task Its_quota_runs_on_its_clock()
    {
        ModelService service = new(new() { Time = _time, Quota = new() { RequestsPerMinute = 2, RequestsPerDay = 3 } });
        using SimulatedChatModel model = new(service);
        await model.CompleteAsync(Ask(), CancellationToken.None);
        ChatReply second = await model.CompleteAsync(Ask(), CancellationToken.None);
        Assert.Equal(0, second.Limits!.RemainingRequests);
        ChatException minute = await Assert.ThrowsAsync<ChatException>(() => model.CompleteAsync(Ask(), CancellationToken.None));
        Assert.Equal((ChatErrorKind.RateLimited, TimeSpan.FromSeconds(30)), (minute.Fault, minute.RetryAfter!.Value));
        _time.Advance(minute.RetryAfter.Value);
        await model.CompleteAsync(Ask(), CancellationToken.None);
        ChatException day = await Assert.ThrowsAsync<ChatException>(() => model.CompleteAsync(Ask(), CancellationToken.None));
        Assert.Equal((ChatErrorKind.DailyQuota, null), (day.Fault, day.RetryAfter));
        Assert.Equal(5, service.Log.Count);
    }

    [Theory]
    [InlineData(Fault.RateLimitedBare, ChatErrorKind.RateLimited, 429)]
    [InlineData(Fault.Unavailable, ChatErrorKind.RateLimited, 503)]
    [InlineData(Fault.InternalError, ChatErrorKind.Transient, 500)]
    [InlineData(Fault.CutBeforeHeaders, ChatErrorKind.Transient, null)]
    [InlineData(Fault.CutBody, ChatErrorKind.Transient, null)]
    [InlineData(Fault.DailyAndMinuteQuota, ChatErrorKind.DailyQuota, 429)]
    [InlineData(Fault.Forbidden, ChatErrorKind.Fatal, 403)]
    public async Task It_throws_where_there_is_no_reply(Fault fault, ChatErrorKind expected, int? status)
    {
        using SimulatedChatModel model = new(new ModelService(new() { Time = _time, Faults = new ScriptedFaultPlan().Every(fault) }));
        ChatException thrown = await Assert.ThrowsAsync<ChatException>(() => model.CompleteAsync(Ask(), CancellationToken.None));
        Assert.Equal((expected, status), (thrown.Fault, thrown.Status));
        Assert.Equal(ChatFinish.Stop, (await model.CompleteAsync(Ask(), CancellationToken.None)).Finish);
    }

    [Fact]
    public async Task It_follows_continuations_and_times_out()
    {
        ModelService service = new(new() { Time = _time, Faults = new ScriptedFaultPlan().Every(Fault.Continuation, Fault.Timeout) });
        using SimulatedChatModel model = new(service, timeout: TimeSpan.FromSeconds(60));
        ChatReply joined = await model.CompleteAsync(Ask(), CancellationToken.None);
        Assert.Equal(BrainRow.ToJson(Brain.Rows(new AskedPage(Client.Page), ToolShape.BuiltIn)), joined.Text);
        Task<ChatReply> late = model.CompleteAsync(Ask(), CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(ChatErrorKind.Transient, (await Assert.ThrowsAsync<ChatException>(() => late)).Fault);
        Assert.Equal(0, service.Log.InFlight);
    }

    private static ChatRequest Ask() => new([new ChatTurn(ChatRole.System, "You write queries."), new ChatTurn(ChatRole.User, Client.Turn(Client.Page))]);
}
