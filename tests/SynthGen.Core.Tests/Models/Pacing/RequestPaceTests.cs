using Microsoft.Extensions.Time.Testing;
using SynthGen.Models;
using SynthGen.Models.Pacing;

namespace SynthGen.Core.Tests.Models.Pacing;

public sealed class RequestPaceTests
{
    private static readonly ChatReply Reply = new("{}", ChatFinish.Stop, "STOP", "m");
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task AsManyAreInFlightAsAllowedAndTheNextTakesAFreedPlace()
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
    public async Task OneRefusalPausesEveryoneAsLongAsTheServerAsks()
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
    public async Task ConcurrencyGrowsWithSuccessAndHalvesOncePerRefusal()
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
    public async Task RequestsAreSpacedAtTheRate()
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
    public async Task AQuotaThatTheServerNamesIsKept()
    {
        using RequestPace pace = Pace(new());
        await pace.WaitAsync(1, CancellationToken.None);
        pace.Failed(new ChatException(ChatErrorKind.RateLimited, "slow down") { RetryAfter = TimeSpan.FromSeconds(1), RequestsPerMinute = 100, Status = 429 });
        Assert.Equal(99, pace.RequestsPerMinute!.Value, 6);
    }

    [Fact]
    public async Task ARefusalWithoutANumberSaysNothingOfTheRateBeforeAMinuteHasPassed()
    {
        using RequestPace pace = Pace(new());
        await Answer(pace, 40);
        await Refuse(pace);
        Assert.Null(pace.RequestsPerMinute);
    }

    [Fact]
    public async Task WhatWasTakenWithinAMinuteIsTriedUpwardsAndTakenBackAtARefusal()
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
    public async Task AHeaderThatNothingIsLeftPausesUntilItsReset()
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
    public async Task NoMoreRequestsAreSentThanTheRunMaySend()
    {
        using RequestPace pace = Pace(new(RequestsPerRun: 2));
        await pace.WaitAsync(1, CancellationToken.None);
        await pace.WaitAsync(1, CancellationToken.None);
        RunEndedException end = await Assert.ThrowsAsync<RunEndedException>(() => pace.WaitAsync(1, CancellationToken.None));
        Assert.Equal(RunEnd.DailyQuota, end.End);
    }

    [Fact]
    public async Task TheEndReachesThoseWhoWaitAndThoseWhoCome()
    {
        using RequestPace pace = Pace(new(Concurrency: 1));
        await pace.WaitAsync(1, CancellationToken.None);
        Task waiting = pace.WaitAsync(1, CancellationToken.None);
        pace.End(new RunEndedException(RunEnd.Fatal, "no"));
        await Assert.ThrowsAsync<RunEndedException>(() => waiting);
        await Assert.ThrowsAsync<RunEndedException>(() => pace.WaitAsync(1, CancellationToken.None));
    }

    [Fact]
    public async Task WhoeverGivesUpWaitingTakesNoPlace()
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
    public async Task TransientFaultsAreTriedAgainAndThenTold()
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
    public async Task WhatCannotSucceedEndsTheRunAtOnce(ChatErrorKind fault, RunEnd end)
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
