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
        BatchCoordinator roll = new(3);
        Assert.Equal(3, roll.Expected);
        for (int i = 0; i < 4; i++)
            roll.Announce();
        roll.Finish(0);
        Assert.Equal(3, roll.Expected);
        roll.Finish(2);
        Assert.Equal(3, roll.Expected);
        roll.Close();
        Assert.Equal(2, roll.Expected);
        roll.Finish(1);
        roll.Finish(3);
        Assert.Equal(0, roll.Expected);
    }

    [Fact]
    public void APageThatHoldsUpTheQueueIsNotWaitedBesideWithOthersThatCannotCome()
    {
        // Two at a time, and at most four counted from the first unfinished page.
        BatchCoordinator roll = new(2, 4);
        for (int i = 0; i < 4; i++)
            roll.Announce();
        roll.Finish(1);
        roll.Finish(2);
        Assert.Equal(2, roll.Expected);
        roll.Finish(3);
        Assert.Equal(1, roll.Expected);
        roll.Finish(0);
        Assert.Equal(2, roll.Expected);
    }

    [Fact]
    public void ARunThatEndedWaitsForThoseThatHaveBegun()
    {
        BatchCoordinator roll = new(4);
        for (int i = 0; i < 9; i++)
            roll.Announce();
        for (int i = 0; i < 3; i++)
            roll.Begin();
        roll.Abandon();
        Assert.Equal(3, roll.Expected);
        roll.Finish(0);
        Assert.Equal(2, roll.Expected);
    }

    [Fact]
    public async Task ARunNeverWaitsForPagesThatItDoesNotLetIn()
    {
        // The first page ends only when the model goes on with it alone, because no other page can come earlier.
        const int Width = 2;
        BatchCoordinator roll = new(Width, Width * GenerationRun.QueuePerWorker);
        FirstPageWaits generator = new(roll);
        GenerationRun run = new(new BatchingGenerator(generator, roll), Width, CancellationToken.None);
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
        Assert.Equal(0, roll.Expected);
    }

    private sealed class FirstPageWaits(BatchCoordinator roll) : PlainGenerator
    {
        public override async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
        {
            if (page.Number == 0)
            {
                TaskCompletionSource alone = new(TaskCreationOptions.RunContinuationsAsynchronously);
                roll.Changed += Look;
                Look();
                await alone.Task;
                roll.Changed -= Look;

                void Look()
                {
                    if (roll.Expected == 1)
                        alone.TrySetResult();
                }
            }

            return PageOutcome.Empty(page, "");
        }
    }
}
