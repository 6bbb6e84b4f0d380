using Microsoft.Extensions.Time.Testing;
using SynthGen.Models;
using SynthGen.Models.Pacing;

namespace SynthGen.Core.Tests.Models.Pacing;

public sealed class RetryingChatModelTests
{
    private static readonly ChatReply Reply = new("[]", ChatFinish.Stop, "stop", "m");
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.Zero };

    [Fact]
    public async Task A_reply_says_how_many_requests_it_took()
    {
        using RetryingChatModel model = Model(Fault(ChatErrorKind.Transient, 500), Fault(ChatErrorKind.Transient, 500), Reply);
        Assert.Equal(3, (await Ask(model)).Attempts);
    }

    [Fact]
    public async Task A_fault_says_how_many_requests_it_took()
    {
        using RetryingChatModel model = Model([.. Enumerable.Repeat<object>(Fault(ChatErrorKind.Transient, 500), 3)]);
        Assert.Equal(3, (await Assert.ThrowsAsync<ChatException>(() => Ask(model))).Attempts);
    }

    [Fact]
    public async Task A_service_that_never_answers_ends_the_run()
    {
        using RetryingChatModel model = Model([.. Enumerable.Repeat<object>(Fault(ChatErrorKind.Transient, null), 24)]);
        for (int page = 1; page < 8; page++)
            await Assert.ThrowsAsync<ChatException>(() => Ask(model));
        Assert.Equal(RunEnd.Unavailable, (await Assert.ThrowsAsync<RunEndedException>(() => Ask(model))).End);
    }

    [Fact]
    public async Task One_reply_shows_that_it_is_there()
    {
        object[] seven = [.. Enumerable.Repeat<object>(Fault(ChatErrorKind.Transient, null), 21)];
        using RetryingChatModel model = Model([.. seven, Reply, .. seven]);
        for (int page = 1; page <= 15; page++)
        {
            if (page == 8)
                await Ask(model);
            else
                await Assert.ThrowsAsync<ChatException>(() => Ask(model));
        }
    }

    [Fact]
    public async Task An_unexplained_refusal_is_left_to_who_asked()
    {
        using RetryingChatModel model = Model(Fault(ChatErrorKind.Fatal, 400), Reply);
        Assert.Equal(ChatErrorKind.Fatal, (await Assert.ThrowsAsync<ChatException>(() => Ask(model))).Fault);
        await Ask(model);
    }

    [Fact]
    public async Task Tokens_of_replies_that_could_not_be_used_are_counted()
    {
        using RetryingChatModel model = Model(
            BrokeOff(), Reply with { InputTokens = 100, OutputTokens = 30 }, Reply, BrokeOff(), BrokeOff(), Fault(ChatErrorKind.Transient, 500));
        ChatReply reply = await Ask(model);
        Assert.Equal((200, 37), (reply.InputTokens, reply.OutputTokens));
        Assert.Null((await Ask(model)).InputTokens);
        ChatException fault = await Assert.ThrowsAsync<ChatException>(() => Ask(model));
        Assert.Equal((200, 14), (fault.InputTokens, fault.OutputTokens));
    }

    [Fact]
    public async Task A_wrong_key_ends_the_run_at_any_time()
    {
        using RetryingChatModel model = Model(Reply, Fault(ChatErrorKind.Fatal, 401));
        await Ask(model);
        await Assert.ThrowsAsync<RunEndedException>(() => Ask(model));
    }

    [Fact]
    public async Task A_refusal_of_a_page_is_not_sent_again_and_ends_nothing()
    {
        ChatException filtered = new(ChatErrorKind.Page, "filtered") { Status = 400, Subject = RefusalSubject.Content };
        using RetryingChatModel model = Model([.. Enumerable.Repeat<object>(filtered, 20), Reply]);
        for (int page = 1; page <= 20; page++)
            Assert.Equal(1, (await Assert.ThrowsAsync<ChatException>(() => Ask(model))).Attempts);
        await Ask(model);
    }

    [Fact]
    public async Task A_bad_request_that_says_it_is_about_the_run_ends_it_at_any_time()
    {
        using RetryingChatModel model = Model(Reply, new ChatException(ChatErrorKind.Fatal, "no such model") { Status = 400, Subject = RefusalSubject.Model });
        await Ask(model);
        Assert.Equal(RunEnd.Fatal, (await Assert.ThrowsAsync<RunEndedException>(() => Ask(model))).End);
    }

    [Fact]
    public async Task A_quota_of_the_day_says_when_to_come_back()
    {
        using RetryingChatModel model = Model(new ChatException(ChatErrorKind.DailyQuota, "tomorrow") { RetryAfter = TimeSpan.FromHours(5) });
        Assert.Equal((RunEnd.DailyQuota, TimeSpan.FromHours(5)), await EndAsync());
        Assert.Equal((RunEnd.DailyQuota, TimeSpan.FromHours(5)), await EndAsync());

        async Task<(RunEnd, TimeSpan?)> EndAsync() =>
            await Assert.ThrowsAsync<RunEndedException>(() => Ask(model)) is var end ? (end.End, end.ComeBack) : default;
    }

    [Fact]
    public async Task A_window_that_opens_again_in_hours_ends_the_run_after_the_reply()
    {
        using RetryingChatModel model = Model(Reply with { Limits = new ChatLimits(0, TimeSpan.FromHours(6), null, null) });
        await Ask(model);
        RunEndedException end = await Assert.ThrowsAsync<RunEndedException>(() => Ask(model));
        Assert.Equal((RunEnd.DailyQuota, TimeSpan.FromHours(6)), (end.End, end.ComeBack));
    }

    [Theory]
    [InlineData(ChatErrorKind.RateLimited)]
    [InlineData(ChatErrorKind.Transient)]
    public async Task A_wait_beyond_the_longest_ends_the_run_whoever_asks_for_it(ChatErrorKind kind)
    {
        ChatException fault = new(kind, "later") { RetryAfter = TimeSpan.FromSeconds(31) };
        RequestPace pace = new(new PaceLimits { MaxWait = TimeSpan.FromSeconds(30) }, _time, () => 0);
        pace.Paused += (wait, _) => Assert.Fail($"Pauses for {wait}.");
        using RetryingChatModel model = new(new ScriptedModel([fault]), pace, 2, _time, () => 0);
        RunEndedException end = await Assert.ThrowsAsync<RunEndedException>(() => Ask(model));
        Assert.Equal((RunEnd.DailyQuota, TimeSpan.FromSeconds(31)), (end.End, end.ComeBack));
    }

    [Fact]
    public async Task A_window_that_opens_after_the_longest_wait_ends_the_run()
    {
        RequestPace pace = new(new PaceLimits { MaxWait = TimeSpan.FromSeconds(30) }, _time, () => 0);
        using RetryingChatModel model = new(new ScriptedModel([Reply with { Limits = new ChatLimits(0, TimeSpan.FromSeconds(31), null, null) }]), pace, 2, _time, () => 0);
        await Ask(model);
        RunEndedException end = await Assert.ThrowsAsync<RunEndedException>(() => Ask(model));
        Assert.Equal((RunEnd.DailyQuota, TimeSpan.FromSeconds(31)), (end.End, end.ComeBack));
    }

    [Fact]
    public async Task A_wait_of_weeks_that_the_user_allows_is_waited_for()
    {
        RequestPace pace = new(new PaceLimits { MaxWait = TimeSpan.FromDays(30) }, _time, () => 0);
        using RetryingChatModel model = new(
            new ScriptedModel([new ChatException(ChatErrorKind.RateLimited, "later") { RetryAfter = TimeSpan.FromDays(29), Status = 429 }, Reply]), pace, 2, _time, () => 0);
        Task<ChatReply> waiting = Ask(model);
        for (int day = 0; day < 30; day++)
        {
            Assert.Equal(day == 29, waiting.IsCompleted);
            _time.Advance(TimeSpan.FromDays(1));
            if (day == 28)
            {
                _time.Advance(TimeSpan.FromMinutes(1));
                await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task Who_waits_to_try_again_is_told_at_once_that_the_run_has_ended()
    {
        RequestPace pace = new(new PaceLimits(), _time, () => 0);
        using RetryingChatModel model = new(new ScriptedModel([Fault(ChatErrorKind.Transient, 500)]), pace, 2, _time, () => .5);
        Task<ChatReply> waiting = Ask(model);
        Assert.False(waiting.IsCompleted);
        pace.End(new RunEndedException(RunEnd.Fatal, "no"));
        await Assert.ThrowsAsync<RunEndedException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private static ChatException BrokeOff() => new(ChatErrorKind.Transient, "broke off") { InputTokens = 100, OutputTokens = 7 };

    private static ChatException Fault(ChatErrorKind fault, int? status) => new(fault, "no") { Status = status };

    // No jitter means no wait: the backoff is a random share of its bound.
    private RetryingChatModel Model(params object[] answers) =>
        new(new ScriptedModel(answers), new RequestPace(new PaceLimits(), _time, () => 0), 2, _time, () => 0);

    private static Task<ChatReply> Ask(RetryingChatModel model) =>
        model.CompleteAsync(new ChatRequest([new(ChatRole.User, "page")]), TestContext.Current.CancellationToken);

    private sealed class ScriptedModel(object[] answers) : IChatModel
    {
        private int _next;

        public Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken) =>
            answers[_next++] is ChatReply reply ? Task.FromResult(reply) : Task.FromException<ChatReply>((ChatException)answers[_next - 1]);

        public void Dispose()
        {
        }
    }
}
