using SynthGen.Conversations;
using SynthGen.Models;

namespace SynthGen.Core.Tests.Conversations;

public sealed class ConversationRunTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Conversations_come_in_the_order_of_their_plans_however_many_are_in_work(int workers)
    {
        // The later plans of each four are ready first, and every third fails.
        Fake fake = new(async plan =>
        {
            await Task.Delay(4 - plan.Number % 4);
            return plan.Number % 3 == 0 ? ConversationOutcome.Failed(plan, "The third fails.") : Talk(plan);
        });
        List<ConversationOutcome> outcomes = await RunAsync(fake, 20, workers);
        Assert.Equal(Enumerable.Range(1, outcomes.Count), outcomes.Select(outcome => outcome.Number));
        Assert.Equal(20, outcomes.Count(outcome => outcome.Status == OutcomeStatus.Generated));
        Assert.Equal(29, outcomes.Count);
    }

    [Fact]
    public async Task A_kind_that_never_holds_is_given_up_and_its_reasons_are_counted()
    {
        Fake fake = new(plan => Task.FromResult(ConversationOutcome.Failed(plan, "Nothing holds.")));
        ConversationRun run = new(fake, fake, [ConversationKind.Sequence, ConversationKind.Sequence], 2, TestContext.Current.CancellationToken);
        while (await run.TakeAsync().WaitAsync(Limit, TestContext.Current.CancellationToken) is not null)
        {
        }

        ConversationKindCount kind = Assert.Single(run.Summary.Kinds);
        Assert.Equal((2, 0), (kind.Requested, kind.Generated));
        ReasonCount reason = Assert.Single(kind.Dropped);
        Assert.Equal("Nothing holds.", reason.Reason);
        Assert.InRange(reason.Count, 2, 200);
        Assert.Equal(reason.Count, run.Summary.Plans);
    }

    [Fact]
    public async Task A_plan_that_a_service_failed_is_not_replaced()
    {
        Fake fake = new(plan => Task.FromResult(ConversationOutcome.Failed(plan, "No answer.", FailureCause.Service)));
        Assert.Equal(3, (await RunAsync(fake, 3, 1)).Count);
    }

    [Fact]
    public async Task The_same_conversation_comes_once()
    {
        Fake fake = new(plan => Task.FromResult(Talk(plan with { Number = plan.Number / 2 })));
        List<ConversationOutcome> outcomes = await RunAsync(fake, 5, 2);
        Assert.Equal(5, outcomes.SelectMany(outcome => outcome.Conversations).Select(row => row.Id).Distinct().Count());
        Assert.Contains(outcomes, outcome => outcome.Reason == "The conversation was there before.");
    }

    [Fact]
    public async Task A_run_that_cannot_go_on_leaves_the_rest_pending()
    {
        Fake fake = new(plan => plan.Number == 2 ? throw new RunEndedException(RunEnd.Budget, "The budget is spent.") : Task.FromResult(Talk(plan)));
        List<ConversationOutcome> outcomes = await RunAsync(fake, 6, 1);
        Assert.Equal(OutcomeStatus.Generated, outcomes[0].Status);
        Assert.All(outcomes.Skip(1), outcome => Assert.Equal(OutcomeStatus.Pending, outcome.Status));
    }

    [Fact]
    public async Task A_cancelled_run_ends_its_wait()
    {
        using CancellationTokenSource cancelled = new();
        Fake fake = new(async plan =>
        {
            await cancelled.CancelAsync();
            return Talk(plan);
        });
        ConversationRun run = new(fake, fake, [ConversationKind.NoTool, ConversationKind.NoTool], 1, cancelled.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (await run.TakeAsync().WaitAsync(Limit, TestContext.Current.CancellationToken) is not null)
            {
            }
        });
    }

    [Theory]
    [InlineData(100)]
    [InlineData(7)]
    [InlineData(0)]
    public void Kinds_get_their_share_by_weight(int count)
    {
        Dictionary<ConversationKind, double> weights = new() { [ConversationKind.Lookup] = 4, [ConversationKind.Recover] = 2, [ConversationKind.NoTool] = 1, [ConversationKind.Compare] = 0 };
        IReadOnlyList<ConversationKind> kinds = ConversationKinds.Draw(weights, count, 1);
        Assert.Equal(count, kinds.Count);
        Assert.DoesNotContain(ConversationKind.Compare, kinds);
        Assert.InRange(kinds.Count(kind => kind == ConversationKind.Lookup), count * 4 / 7, count * 4 / 7 + 1);
        Assert.Equal(kinds, ConversationKinds.Draw(weights, count, 1));
    }

    private static ConversationOutcome Talk(ConversationPlan plan) =>
        ConversationOutcome.Generated(plan, [new ToolConversation([ConversationMessage.User($"Plan {plan.Number}"), ConversationMessage.Answer("Done.")])]);

    private static async Task<List<ConversationOutcome>> RunAsync(Fake fake, int count, int workers)
    {
        ConversationRun run = new(fake, fake, [.. Enumerable.Repeat(ConversationKind.Lookup, count)], workers, TestContext.Current.CancellationToken);
        List<ConversationOutcome> outcomes = [];
        while (await run.TakeAsync().WaitAsync(Limit, TestContext.Current.CancellationToken) is { } outcome)
            outcomes.Add(outcome);
        return outcomes;
    }

    private sealed class Fake(Func<ConversationPlan, Task<ConversationOutcome>> generate) : IConversationPlanner, IConversationGenerator
    {
        public (ConversationPlan Plan, string? Problem) Draw(int number, ConversationKind kind, int draw) => (new ConversationPlan(number, kind, []), null);

        public Task<ConversationOutcome> GenerateAsync(ConversationPlan plan, CancellationToken cancellationToken) => generate(plan);
    }
}
