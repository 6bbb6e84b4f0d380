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
    public async Task A_bad_request_ends_the_run_if_it_is_the_first()
    {
        using RetryingChatModel model = Model(Fault(ChatErrorKind.Fatal, 400));
        Assert.Equal(RunEnd.Fatal, (await Assert.ThrowsAsync<RunEndedException>(() => Ask(model))).End);
    }

    [Fact]
    public async Task A_bad_request_among_good_ones_speaks_against_its_page_alone()
    {
        ChatException bad = Fault(ChatErrorKind.Fatal, 400);
        using RetryingChatModel model = Model(Reply, bad, bad, Reply, bad, bad, bad);
        await Ask(model);
        await Assert.ThrowsAsync<ChatException>(() => Ask(model));
        await Assert.ThrowsAsync<ChatException>(() => Ask(model));
        await Ask(model);
        await Assert.ThrowsAsync<ChatException>(() => Ask(model));
        await Assert.ThrowsAsync<ChatException>(() => Ask(model));
        await Assert.ThrowsAsync<RunEndedException>(() => Ask(model));
    }

    [Fact]
    public async Task A_wrong_key_ends_the_run_at_any_time()
    {
        using RetryingChatModel model = Model(Reply, Fault(ChatErrorKind.Fatal, 401));
        await Ask(model);
        await Assert.ThrowsAsync<RunEndedException>(() => Ask(model));
    }

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
