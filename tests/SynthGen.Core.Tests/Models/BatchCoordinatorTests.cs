using SynthGen.Core.Tests.Generation;
using SynthGen.Generation;
using SynthGen.Generation.Batching;
using SynthGen.Models;

namespace SynthGen.Core.Tests.Models;

public sealed class BatchCoordinatorTests
{
    [Fact]
    public void As_many_are_waited_for_as_can_be_worked_on_until_no_more_come()
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
    public void A_page_that_holds_up_the_queue_is_not_waited_beside_with_others_that_cannot_come()
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
    public void A_run_that_ended_waits_for_those_that_have_begun()
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
    public async Task A_run_never_waits_for_pages_that_it_does_not_let_in()
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
