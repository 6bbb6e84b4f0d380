using SynthGen.Core.Tests.Generation;
using SynthGen.Generation;
using SynthGen.Generation.Batching;
using SynthGen.Models;

namespace SynthGen.Core.Tests.Models;

public sealed class BatchCoordinatorTests
{
    [Fact]
    public void AsManyAreWaitedForAsCanBeWorkedOnUntilNoMoreCome()
    {
        BatchCoordinator coordinator = new(3);
        Assert.Equal(3, coordinator.Expected);
        for (int i = 0; i < 4; i++)
            coordinator.Announce();
        coordinator.Finish(0);
        Assert.Equal(3, coordinator.Expected);
        coordinator.Finish(2);
        Assert.Equal(3, coordinator.Expected);
        coordinator.Close();
        Assert.Equal(2, coordinator.Expected);
        coordinator.Finish(1);
        coordinator.Finish(3);
        Assert.Equal(0, coordinator.Expected);
    }

    [Fact]
    public void APageThatHoldsUpTheQueueIsNotWaitedBesideWithOthersThatCannotCome()
    {
        // Two at a time, and at most four counted from the first unfinished page.
        BatchCoordinator coordinator = new(2, 4);
        for (int i = 0; i < 4; i++)
            coordinator.Announce();
        coordinator.Finish(1);
        coordinator.Finish(2);
        Assert.Equal(2, coordinator.Expected);
        coordinator.Finish(3);
        Assert.Equal(1, coordinator.Expected);
        coordinator.Finish(0);
        Assert.Equal(2, coordinator.Expected);
    }

    [Fact]
    public void ARunThatEndedWaitsForThoseThatHaveBegun()
    {
        BatchCoordinator coordinator = new(4);
        for (int i = 0; i < 9; i++)
            coordinator.Announce();
        for (int i = 0; i < 3; i++)
            coordinator.Begin();
        coordinator.Abandon();
        Assert.Equal(3, coordinator.Expected);
        coordinator.Finish(0);
        Assert.Equal(2, coordinator.Expected);
    }

    [Fact]
    public async Task ARunNeverWaitsForPagesThatItDoesNotLetIn()
    {
        // The first page ends only when the model goes on with it alone, because no other page can come earlier.
        const int Width = 2;
        BatchCoordinator coordinator = new(Width, Width * GenerationRun.QueuePerWorker);
        FirstPageWaits generator = new(coordinator);
        GenerationRun run = new(new BatchingGenerator(generator, coordinator), Width, CancellationToken.None);
        for (int number = 0; number < 40; number++)
        {
            while (run.IsFull)
                await run.TakeAsync();
            run.Add(new OcrPage(number, "text"));
        }

        run.Close();
        while (run.Waiting > 0)
            await run.TakeAsync();
        Assert.Equal(40, run.Summary.Empty);
        Assert.Equal(0, coordinator.Expected);
    }

    private sealed class FirstPageWaits(BatchCoordinator coordinator) : PlainGenerator
    {
        public override async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
        {
            if (page.Number == 0)
            {
                TaskCompletionSource alone = new(TaskCreationOptions.RunContinuationsAsynchronously);
                coordinator.Changed += Look;
                Look();
                await alone.Task;
                coordinator.Changed -= Look;

                void Look()
                {
                    if (coordinator.Expected == 1)
                        alone.TrySetResult();
                }
            }

            return PageOutcome.Empty(page, "");
        }
    }
}
