using SynthGen.Models;
using SynthGen.Models.Spending;

namespace SynthGen.Core.Tests.Models;

public sealed class BudgetTests
{
    [Fact]
    public void Two_models_of_a_run_count_against_one_limit_of_tokens()
    {
        Budget first = new(100, null, null), second = first.ForModel(null);
        first.Settle(first.Reserve(40), 40, 10);
        second.Settle(second.Reserve(30), 30, 10);

        RunEndedException end = Assert.Throws<RunEndedException>(() => first.Reserve(5));
        Assert.Equal(RunEnd.Budget, end.End);
        Assert.Null(first.Cost);
    }

    [Fact]
    public void Each_model_has_its_own_price_and_all_have_one_limit()
    {
        Budget cheap = new(null, 3, new Price(1, 1)), dear = cheap.ForModel(new Price(10, 10));
        cheap.Settle(cheap.Reserve(500_000), 500_000, 0);
        (long Input, long Output) underWay = dear.Reserve(100_000);
        Assert.Equal(0.5m, cheap.Cost);
        Assert.Throws<RunEndedException>(() => dear.Reserve(151_000));

        dear.Settle(underWay, 100_000, 100_000);
        Assert.Equal((2.5m, 2.5m), (cheap.Cost, dear.Cost));
        Assert.Throws<RunEndedException>(() => cheap.Reserve(600_000));
    }

    [Fact]
    public void A_model_without_a_price_makes_the_cost_unknown_once_it_has_spent()
    {
        Budget known = new(null, null, new Price(1, 1)), unknown = known.ForModel(null);
        known.Settle(known.Reserve(1_000_000), 1_000_000, 0);
        unknown.Settle(unknown.Reserve(10), 0, 0);
        Assert.Equal(1, known.Cost);

        unknown.Settle(unknown.Reserve(10), 10, 0);
        Assert.Null(known.Cost);
    }
}
