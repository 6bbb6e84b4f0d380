using Microsoft.Extensions.Time.Testing;
using SynthGen.Models;
using SynthGen.Models.Pacing;

namespace SynthGen.Core.Tests.Models.Pacing;

public sealed class RequestPaceTests
{
    private static readonly ChatReply Reply = new("{}", ChatFinish.Stop, "STOP", "m");
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task As_many_are_in_flight_as_allowed_and_the_next_takes_a_freed_place()
    {
        using RequestPace pace = Pace(new(Concurrency: 2));
        await pace.WaitAsync(1, CancellationToken.None);
        await pace.WaitAsync(1, CancellationToken.None);
        Task third = pace.WaitAsync(1, CancellationToken.None);
        Assert.False(third.IsCompleted);
        pace.Succeeded(Reply, 1);
        await third;
    }

    [Fact]
    public async Task One_refusal_pauses_everyone_as_long_as_the_server_asks()
    {
        using RequestPace pace = Pace(new());
        List<TimeSpan> pauses = [];
        pace.Paused += (pause, _) => pauses.Add(pause);
        await pace.WaitAsync(1, CancellationToken.None);
        await pace.WaitAsync(1, CancellationToken.None);
        pace.Failed(Refusal(TimeSpan.FromSeconds(10)));
        pace.Failed(Refusal(TimeSpan.FromSeconds(8)));
        Task[] waiting = [pace.WaitAsync(1, CancellationToken.None), pace.WaitAsync(1, CancellationToken.None)];
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.All(waiting, wait => Assert.False(wait.IsCompleted));
        _time.Advance(TimeSpan.FromSeconds(.2));
        await Task.WhenAll(waiting);
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.Single(pauses));
    }

    [Fact]
    public async Task Concurrency_grows_with_success_and_halves_once_per_refusal()
    {
        using RequestPace pace = Pace(new());
        Assert.Equal(PaceLimits.FirstConcurrent, pace.Concurrency);
        _time.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 12; i++)
        {
            await pace.WaitAsync(1, CancellationToken.None);
            pace.Succeeded(Reply, 1);
        }

        Assert.Equal(PaceLimits.FirstConcurrent + 12, pace.Concurrency);
        await pace.WaitAsync(1, CancellationToken.None);
        await pace.WaitAsync(1, CancellationToken.None);
        pace.Failed(Refusal(TimeSpan.FromSeconds(1)));
        pace.Failed(Refusal(TimeSpan.FromSeconds(1)));
        Assert.Equal((PaceLimits.FirstConcurrent + 12) / 2, pace.Concurrency);
    }

    [Fact]
    public async Task Requests_are_spaced_at_the_rate()
    {
        using RequestPace pace = Pace(new(Concurrency: 1000, RequestsPerMinute: 600));
        Task[] requests = [.. Enumerable.Range(0, 1000).Select(_ => pace.WaitAsync(1, CancellationToken.None))];
        for (int i = 0; i < 6000; i++)
            _time.Advance(TimeSpan.FromMilliseconds(10));

        // A caller that was admitted continues on another thread.
        for (int i = 0; i < 500 && Admitted() < 582; i++)
            await Task.Delay(10);
        Assert.InRange(Admitted(), 582, 600);

        int Admitted() => requests.Count(request => request.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_quota_that_the_server_names_is_kept()
    {
        using RequestPace pace = Pace(new());
        await pace.WaitAsync(1, CancellationToken.None);
        pace.Failed(new ChatException(ChatErrorKind.RateLimited, "slow down") { RetryAfter = TimeSpan.FromSeconds(1), RequestsPerMinute = 100, Status = 429 });
        Assert.Equal(99, pace.RequestsPerMinute!.Value, 6);
    }

    [Fact]
    public async Task A_refusal_without_a_number_says_nothing_of_the_rate_before_a_minute_has_passed()
    {
        using RequestPace pace = Pace(new());
        await Answer(pace, 40);
        await Refuse(pace);
        Assert.Null(pace.RequestsPerMinute);
    }

    [Fact]
    public async Task What_was_taken_within_a_minute_is_tried_upwards_and_taken_back_at_a_refusal()
    {
        using RequestPace pace = Pace(new());
        await Answer(pace, 1);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Answer(pace, 100);
        await Refuse(pace);
        Assert.Equal(99, pace.RequestsPerMinute);

        // 0.5, 1, 2 % and so on, every 15 seconds.
        List<double> rates = [];
        for (int i = 0; i < 4; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(16));
            await Answer(pace, 1);
            rates.Add(Math.Round(pace.RequestsPerMinute!.Value / 99, 3));
        }

        Assert.Equal([1.005, 1.015, 1.035, 1.077], rates);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Refuse(pace);
        Assert.Equal(1.035, pace.RequestsPerMinute!.Value / 99, 3);
    }

    [Fact]
    public async Task A_header_that_nothing_is_left_pauses_until_its_reset()
    {
        using RequestPace pace = Pace(new());
        await pace.WaitAsync(1, CancellationToken.None);
        pace.Succeeded(Reply with { Limits = new(0, TimeSpan.FromSeconds(6), null, null) }, 1);
        Task next = pace.WaitAsync(1, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(5.9));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(.2));
        await next;
    }

    [Fact]
    public async Task No_more_requests_are_sent_than_the_run_may_send()
    {
        using RequestPace pace = Pace(new(RequestsPerRun: 2));
        await pace.WaitAsync(1, CancellationToken.None);
        await pace.WaitAsync(1, CancellationToken.None);
        RunEndedException end = await Assert.ThrowsAsync<RunEndedException>(() => pace.WaitAsync(1, CancellationToken.None));
        Assert.Equal(RunEnd.DailyQuota, end.End);
    }

    [Fact]
    public async Task The_end_reaches_those_who_wait_and_those_who_come()
    {
        using RequestPace pace = Pace(new(Concurrency: 1));
        await pace.WaitAsync(1, CancellationToken.None);
        Task waiting = pace.WaitAsync(1, CancellationToken.None);
        pace.End(new RunEndedException(RunEnd.Fatal, "no"));
        await Assert.ThrowsAsync<RunEndedException>(() => waiting);
        await Assert.ThrowsAsync<RunEndedException>(() => pace.WaitAsync(1, CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_takes_no_place()
    {
        using RequestPace pace = Pace(new(Concurrency: 1));
        await pace.WaitAsync(1, CancellationToken.None);
        using CancellationTokenSource stop = new();
        Task given = pace.WaitAsync(1, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Task next = pace.WaitAsync(1, CancellationToken.None);
        pace.Succeeded(Reply, 1);
        await next;
    }

    [Fact]
    public async Task Transient_faults_are_tried_again_and_then_told()
    {
        using RequestPace pace = Pace(new());
        int sent = 0;
        using RetryingChatModel model = new(new Scripted(() => ++sent > 2 ? Reply : throw new ChatException(ChatErrorKind.Transient, "cut")), pace, 2, _time, () => 0);
        Assert.Equal(Reply with { Attempts = 3 }, await model.CompleteAsync(new ChatRequest([]), CancellationToken.None));
        Assert.Equal(3, sent);

        using RetryingChatModel broken = new(new Scripted(() => throw new ChatException(ChatErrorKind.Transient, "cut")), pace, 2, _time, () => 0);
        Assert.Equal("cut", (await Assert.ThrowsAsync<ChatException>(() => broken.CompleteAsync(new ChatRequest([]), CancellationToken.None))).Message);
    }

    [Theory]
    [InlineData(ChatErrorKind.Fatal, RunEnd.Fatal)]
    [InlineData(ChatErrorKind.DailyQuota, RunEnd.DailyQuota)]
    public async Task What_cannot_succeed_ends_the_run_at_once(ChatErrorKind fault, RunEnd end)
    {
        using RequestPace pace = Pace(new());
        int sent = 0;
        using RetryingChatModel model = new(new Scripted(() => throw new ChatException(fault, $"no {++sent}")), pace, 5, _time, () => 0);
        Assert.Equal(end, (await Assert.ThrowsAsync<RunEndedException>(() => model.CompleteAsync(new ChatRequest([]), CancellationToken.None))).End);
        await Assert.ThrowsAsync<RunEndedException>(() => model.CompleteAsync(new ChatRequest([]), CancellationToken.None));
        Assert.Equal(1, sent);
    }

    private static async Task Answer(RequestPace pace, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await pace.WaitAsync(1, CancellationToken.None);
            pace.Succeeded(Reply, 1);
        }
    }

    private static async Task Refuse(RequestPace pace)
    {
        await pace.WaitAsync(1, CancellationToken.None);
        pace.Failed(new ChatException(ChatErrorKind.RateLimited, "no") { Status = 429 });
    }

    private static ChatException Refusal(TimeSpan retryAfter) =>
        new(ChatErrorKind.RateLimited, "slow down") { RetryAfter = retryAfter, Status = 429 };

    private RequestPace Pace(PaceLimits limits) => new(limits, _time, () => .5);

    private sealed class Scripted(Func<ChatReply> reply) : IChatModel
    {
        public Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken) => Task.Run(reply, cancellationToken);

        public void Dispose()
        {
        }
    }
}
