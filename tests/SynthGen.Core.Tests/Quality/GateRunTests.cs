using SynthGen.Quality;
using SynthGen.Quality.Gates;
using SynthGen.Quality.Testing;
using static SynthGen.Core.Tests.Quality.GateTestKit;

namespace SynthGen.Core.Tests.Quality;

public sealed class GateRunTests
{
    [Fact]
    public void Rows_keep_order_and_id_and_the_first_failed_gate_ends_their_way()
    {
        using MemoryPageIndex index = Index();
        GateRun run = new([new DuplicateGate(.8), new ExecutedGate(index, 10), new GroundedGate(.25)], index, CancellationToken.None);
        SyntheticQuery[] rows = [.. Enumerable.Range(0, 300).Select(i => (i % 3) switch
        {
            0 => Row() with { Id = $"own-{i}" },
            1 => Row($"What did Brandvold inspect, number {i}?"),
            _ => Row() with { Page = 7 },
        })];
        List<SyntheticQuery> tested = Run(run, rows);

        Assert.Equal(rows.Select(row => row.Id), tested.Select(row => row.Id));
        Assert.Equal(["Grounded", "Executed", "Duplicate"], tested[0].Verdict!.Gates.Select(gate => gate.Gate));
        Assert.True(tested[0].Verdict!.Passed);
        Assert.Equal("Duplicate: Failed (ExactCopy)", tested[3].Verdict!.ToString());
        Assert.Equal("Grounded: Failed (PageNotInIndex)", Assert.Single(tested[2].Verdict!.Gates).ToString());
        Assert.Equal((300, 101, 199), (run.Summary.Rows, run.Summary.Passed, run.Summary.Rejected));
        Assert.Equal([new("Grounded", "PageNotInIndex", 100), new GateRejection("Duplicate", "ExactCopy", 99)], run.Summary.Rejections);
    }

    [Fact]
    public void A_row_that_fails_elsewhere_does_not_make_a_later_one_a_copy()
    {
        using MemoryPageIndex index = Index();
        GateRun run = new([new GroundedGate(.25), new DuplicateGate(.8)], index, CancellationToken.None);
        List<SyntheticQuery> tested = Run(run, [Row() with { Page = 7 }, Row(), Row()]);
        Assert.Equal([false, true, false], tested.Select(row => row.Verdict!.Passed));
    }
}
