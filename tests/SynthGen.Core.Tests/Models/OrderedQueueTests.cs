using CsCheck;
using SynthGen.Models;

namespace SynthGen.Core.Tests.Models;

public sealed class OrderedQueueTests
{
    private static readonly Gen<(int Width, int Capacity, Step[] Steps)> Runs =
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 12], Gen.Enum<Step>().Array[0, 60]);

    private enum Step
    {
        AtOnce,
        Later,
        Slowly,
        Throws,
        ThrowsLater,
    }

    [Fact]
    public void Every_item_gives_its_result_or_its_exception_in_order_within_the_bounds() => Runs.SampleAsync(async run =>
    {
        Meter meter = new();
        OrderedQueue<int, int> queue = new((i, _) => meter.CountAsync(() => WorkAsync(run.Steps[i], i)), run.Width, run.Capacity, CancellationToken.None);
        List<string> taken = [];
        for (int i = 0; i < run.Steps.Length; i++)
        {
            while (queue.IsFull)
                taken.Add(await TakeAsync(queue));
            queue.Add(i);
            Assert.InRange(queue.Waiting, 1, run.Capacity);
            while (queue.IsNextReady)
                taken.Add(await TakeAsync(queue));
        }

        while (queue.Waiting > 0)
            taken.Add(await TakeAsync(queue));
        Assert.Equal(run.Steps.Select((step, i) => Throws(step) ? $"item {i}" : $"{i}"), taken);
        Assert.InRange(meter.Most, 0, run.Width);
        Assert.Null(queue.End);
    });

    [Fact]
    public void A_run_that_ends_gives_up_what_has_not_begun_and_loses_nothing() => Gen.Select(Runs, Gen.Int[0, 59]).SampleAsync(async (run, end) =>
    {
        int begun = 0;
        OrderedQueue<int, int> queue = new(
            async (i, _) =>
            {
                Interlocked.Increment(ref begun);
                return i == end ? throw new RunEndedException(RunEnd.Budget, "spent") : await WorkAsync(run.Steps[i], i);
            },
            run.Width, run.Steps.Length + 1, CancellationToken.None, i => -i - 1);
        for (int i = 0; i < run.Steps.Length; i++)
            queue.Add(i);

        List<string> taken = [];
        while (queue.Waiting > 0)
            taken.Add(await TakeAsync(queue));
        int givenUp = 0;
        for (int i = 0; i < run.Steps.Length; i++)
        {
            bool isGivenUp = taken[i] == $"{-i - 1}";
            givenUp += isGivenUp ? 1 : 0;
            Assert.True(isGivenUp || taken[i] == (Throws(run.Steps[i]) ? $"item {i}" : $"{i}"), taken[i]);

            // Items begin in order, so the items before the last one had begun by then.
            Assert.False(isGivenUp && i < end);
        }

        bool hasEnded = end < run.Steps.Length;
        Assert.Equal(run.Steps.Length, taken.Count);
        Assert.Equal(hasEnded ? "spent" : null, queue.End?.Message);
        Assert.Equal(run.Steps.Length - begun + (hasEnded ? 1 : 0), givenUp);
    });

    [Fact]
    public void A_run_that_does_not_give_up_throws_the_end_when_its_turn_comes() => Runs.SampleAsync(async run =>
    {
        OrderedQueue<int, int> queue = new((_, _) => throw new RunEndedException(RunEnd.Fatal, "refused"), run.Width, run.Capacity, CancellationToken.None);
        queue.Add(1);
        await Assert.ThrowsAsync<RunEndedException>(queue.TakeAsync);
        Assert.Equal((0, null), (queue.Waiting, queue.End));
    });

    [Fact]
    public void After_a_cancellation_what_was_not_taken_still_waits() => Gen.Select(Runs, Gen.Int[0, 59]).SampleAsync(async (run, stopAt) =>
    {
        using CancellationTokenSource stop = new();
        OrderedQueue<int, int> queue = new(
            async (i, token) =>
            {
                if (i >= stopAt)
                    await Task.Delay(Timeout.Infinite, token);
                return i;
            },
            run.Width, run.Steps.Length + 1, stop.Token);
        for (int i = 0; i < run.Steps.Length; i++)
            queue.Add(i);

        int taken = 0;
        for (; taken < Math.Min(stopAt, run.Steps.Length); taken++)
            Assert.Equal(taken, await queue.TakeAsync());
        await stop.CancelAsync();
        if (queue.Waiting > 0)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(queue.TakeAsync);
        Assert.Equal(run.Steps.Length, taken + queue.Waiting);
    });

    private static bool Throws(Step step) => step is Step.Throws or Step.ThrowsLater;

    private static async Task<int> WorkAsync(Step step, int item)
    {
        if (step is Step.Later or Step.ThrowsLater)
            await Task.Yield();
        if (step == Step.Slowly)
            Thread.SpinWait(2000);
        return Throws(step) ? throw new FormatException($"item {item}") : item;
    }

    private static async Task<string> TakeAsync(OrderedQueue<int, int> queue)
    {
        try
        {
            return $"{await queue.TakeAsync().WaitAsync(TimeSpan.FromSeconds(30))}";
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }

    private sealed class Meter
    {
        private readonly Lock _lock = new();
        private int _now;

        public int Most { get; private set; }

        public async Task<int> CountAsync(Func<Task<int>> work)
        {
            lock (_lock)
                Most = Math.Max(Most, ++_now);
            try
            {
                return await work();
            }
            finally
            {
                lock (_lock)
                    _now--;
            }
        }
    }
}
