using CsCheck;
using SynthGen.Datasets.Shards;
using SynthGen.Quality;
using SynthGen.Quality.Conversations;
using SynthGen.Quality.Gates;

namespace SynthGen.Core.Tests.Datasets.Shards;

public sealed class DistinctRowsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_gates_keep_the_same_rows_byte_for_byte_whatever_the_limit_of_memory() =>
        Gen.Select(CopyKit.Rows, Gen.Long[1, 40_000]).Sample(
            (rows, most) =>
            {
                string expected = CopyKit.Lines(KeptByGates(rows));
                Assert.Equal(expected, CopyKit.Lines(Distinct(rows, long.MaxValue, out long copies)));
                Assert.Equal(expected, CopyKit.Lines(Distinct(rows, most, out long spilled)));
                Assert.Equal(copies, spilled);
                Assert.Empty(Directory.GetFiles(_folder));
            },
            iter: 20,
            threads: 1);

    [Fact]
    public void A_merge_that_ends_early_leaves_no_file_behind()
    {
        DatasetRow[] rows = [.. Enumerable.Range(0, 50).Select(i => ShardKit.Row($"query {i}", i))];
        Assert.Equal(3, new DistinctRows(.8, _folder, 1000).Of(rows, CancellationToken.None).Take(3).Count());
        Assert.Throws<OperationCanceledException>(() => new DistinctRows(.8, _folder, 1000).Of(rows, new CancellationToken(true)).Count());
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private List<DatasetRow> Distinct(DatasetRow[] rows, long most, out long copies)
    {
        DistinctRows distinct = new(DuplicateGate.Similarity, _folder, most);
        List<DatasetRow> kept = [.. distinct.Of(rows, CancellationToken.None)];
        copies = distinct.Copies;
        return kept;
    }

    private static IEnumerable<DatasetRow> KeptByGates(DatasetRow[] rows)
    {
        GateRun run = new([new DuplicateGate(DuplicateGate.Similarity)], null, CancellationToken.None, [new ConversationDuplicateGate(DuplicateGate.Similarity)]);
        foreach (DatasetRow row in rows)
        {
            run.Add(row);
            GateResult result = run.TakeAsync().GetAwaiter().GetResult().Verdict!.Gates[^1];
            if (result.Status != GateStatus.Passed)
                continue;
            yield return row.Verdict is { } verdict && verdict.Gates.Any(IsLeft)
                ? row with { Id = row.Id, Verdict = verdict with { Gates = [.. verdict.Gates.Select(gate => IsLeft(gate) ? result : gate)] } }
                : row;
        }
    }

    private static bool IsLeft(GateResult gate) => gate.Reason == "LeftToMerge" && gate.Gate == "Duplicate";
}
