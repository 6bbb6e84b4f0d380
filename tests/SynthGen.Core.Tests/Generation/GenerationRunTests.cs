using SynthGen.Generation;

namespace SynthGen.Core.Tests.Generation;

public sealed class GenerationRunTests
{
    [Fact]
    public async Task Outcomes_come_in_page_order_whatever_finishes_first()
    {
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        GenerationRun run = new(new Scripted(async page =>
        {
            if (page.Number == 1)
                await first.Task;
            return PageOutcome.Generated(page, [new SyntheticQuery($"q{page.Number}", [], page.Number)]);
        }), 2, CancellationToken.None);
        for (int i = 1; i <= 4; i++)
            run.Add(new OcrPage(i, "text"));

        // The others finish before the first, which delays only their outcomes.
        Assert.False(run.IsNextReady);
        first.SetResult();
        List<int> order = [];
        while (run.Waiting > 0)
            order.Add((await run.TakeAsync()).Page);
        Assert.Equal([1, 2, 3, 4], order);
    }

    [Fact]
    public async Task No_more_pages_are_worked_on_than_the_throttle_allows()
    {
        int now = 0, most = 0;
        GenerationRun run = new(new Scripted(async page =>
        {
            int count = Interlocked.Increment(ref now);
            InterlockedMax(ref most, count);
            await Task.Yield();
            Thread.SpinWait(2000);
            Interlocked.Decrement(ref now);
            return PageOutcome.Empty(page, "");
        }), 3, CancellationToken.None);
        for (int i = 0; i < 200; i++)
        {
            while (run.IsFull)
                await run.TakeAsync();
            run.Add(new OcrPage(i, "text"));
        }

        while (run.Waiting > 0)
            await run.TakeAsync();
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task The_counts_add_up_at_every_moment()
    {
        GenerationRun run = new(new Scripted(page => Task.FromResult((page.Number % 3) switch
        {
            0 => PageOutcome.Empty(page, "nothing"),
            1 => PageOutcome.Generated(page, [new SyntheticQuery("q", [], page.Number)]),
            _ => PageOutcome.Failed(page, "broken"),
        })), 2, CancellationToken.None);
        for (int i = 0; i < 9; i++)
        {
            while (run.IsFull)
                await run.TakeAsync();
            run.Add(new OcrPage(i, "text"));
            AddsUp(run.Summary);
        }

        while (run.Waiting > 0)
        {
            await run.TakeAsync();
            AddsUp(run.Summary);
        }

        Assert.Equal((9, 3, 3, 3, 0, 3L), (run.Summary.Pages, run.Summary.Generated, run.Summary.Empty, run.Summary.Failed, run.Summary.Pending, run.Summary.Rows));
        Assert.All(run.Summary.Failures, failure => Assert.Equal("broken", failure.Reason));

        static void AddsUp(GenerationSummary summary) =>
            Assert.Equal(summary.Pages, summary.Generated + summary.Empty + summary.Failed + summary.Pending);
    }

    [Theory]
    [InlineData(FailureCause.Page, true)]
    [InlineData(FailureCause.Service, false)]
    public async Task ARunIsCompleteOnceOnlyFailuresOfPagesThemselvesAreLeft(FailureCause cause, bool isComplete)
    {
        GenerationRun run = new(new Scripted(page => Task.FromResult(
            page.Number == 1 ? PageOutcome.Empty(page, "nothing") : PageOutcome.Failed(page, "broken", cause))), 1, CancellationToken.None);
        run.Add(new OcrPage(1, "text"));
        run.Add(new OcrPage(2, "text"));
        await run.TakeAsync();
        Assert.False(run.Summary.IsComplete);
        await run.TakeAsync();
        Assert.Equal((isComplete, isComplete ? 0 : 1), (run.Summary.IsComplete, run.Summary.FailedByService));
    }

    [Fact]
    public async Task A_generator_that_throws_fails_its_page_only()
    {
        GenerationRun run = new(new Scripted(page =>
            page.Number == 1 ? throw new FormatException("bad page") : Task.FromResult(PageOutcome.Empty(page, ""))), 1, CancellationToken.None);
        run.Add(new OcrPage(1, "text"));
        run.Add(new OcrPage(2, "text"));
        PageOutcome broken = await run.TakeAsync();
        Assert.Equal(OutcomeStatus.Failed, broken.Status);
        Assert.Contains("bad page", broken.Reason);
        Assert.Equal(FailureCause.Service, broken.Cause);
        Assert.Equal(OutcomeStatus.Empty, (await run.TakeAsync()).Status);
    }

    [Fact]
    public async Task Cancelling_leaves_the_rest_pending()
    {
        using CancellationTokenSource stop = new();
        GenerationRun run = new(new Scripted(async (page, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return PageOutcome.Empty(page, "");
        }), 1, stop.Token);
        run.Add(new OcrPage(1, "text"));
        run.Add(new OcrPage(2, "text"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(run.TakeAsync);
        Assert.Equal((2, 2), (run.Summary.Pages, run.Summary.Pending));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }

    private sealed class Scripted(Func<OcrPage, CancellationToken, Task<PageOutcome>> work) : PlainGenerator
    {
        public Scripted(Func<OcrPage, Task<PageOutcome>> work)
            : this((page, _) => work(page))
        {
        }

        public override Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken) => work(page, cancellationToken);
    }
}
