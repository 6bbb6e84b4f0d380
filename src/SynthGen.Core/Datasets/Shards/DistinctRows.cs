using SynthGen.Quality;
using SynthGen.Quality.Conversations;
using SynthGen.Quality.Gates;

namespace SynthGen.Datasets.Shards;

/// <summary>
/// Leaves out rows that copy an earlier one, by the gate Duplicate. A verdict that left this to the merge gets the gate's
/// result, so that it is as that of a run on one machine.
/// </summary>
/// <param name="similarity">The smallest similarity of a near copy, above 0 to 1.</param>
public sealed class DistinctRows(double similarity)
{
    /// <summary>The number of rows left out.</summary>
    public long Copies { get; private set; }

    /// <summary>Returns the rows that copy none before them, in their order.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Cancels comparing.</param>
    public IEnumerable<DatasetRow> Of(IEnumerable<DatasetRow> rows, CancellationToken cancellation)
    {
        GateRun run = new([new DuplicateGate(similarity)], null, cancellation, [new ConversationDuplicateGate(similarity)]);
        Queue<DatasetRow> originals = [];
        foreach (DatasetRow row in rows)
        {
            while (run.IsFull || run.IsNextReady)
            {
                if (Take() is { } kept)
                    yield return kept;
            }

            originals.Enqueue(row);
            run.Add(row);
        }

        while (run.Waiting > 0)
        {
            if (Take() is { } kept)
                yield return kept;
        }

        DatasetRow? Take()
        {
            GateResult result = run.TakeAsync().GetAwaiter().GetResult().Verdict!.Gates[^1];
            DatasetRow row = originals.Dequeue();
            if (result.Status != GateStatus.Passed)
            {
                Copies++;
                return null;
            }

            return row.Verdict is { } verdict && verdict.Gates.Any(IsLeft)
                ? row with { Id = row.Id, Verdict = verdict with { Gates = [.. verdict.Gates.Select(gate => IsLeft(gate) ? result : gate)] } }
                : row;
        }
    }

    private static bool IsLeft(GateResult gate) => gate.Reason == DuplicateGate.LeftToMerge && gate.Gate == nameof(QualityGate.Duplicate);
}
