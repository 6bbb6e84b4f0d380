using SynthGen.Hashing;
using SynthGen.Quality;
using SynthGen.Quality.Conversations;
using SynthGen.Quality.Duplicates;
using SynthGen.Quality.Gates;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen.Datasets.Shards;

/// <summary>
/// Leaves out rows that copy an earlier one, by the gate Duplicate. A verdict that left this to the merge gets the gate's
/// result, so that it is as that of a run on one machine. It takes about 300 bytes a row up to a million rows; beyond that, rows
/// and what is known of them are in temporary files, of about 250 bytes a row.
/// </summary>
/// <param name="similarity">The smallest similarity of a near copy, above 0 to 1.</param>
/// <param name="folder">A folder for temporary files.</param>
/// <param name="mostHeld">The most bytes in memory for finding copies, about.</param>
public sealed class DistinctRows(double similarity, string folder, long mostHeld = CopyFinder.Most)
{
    private readonly MinHash _sketcher = new(similarity);

    /// <summary>The number of rows left out.</summary>
    public long Copies { get; private set; }

    /// <summary>Returns the rows that copy none before them, in their order.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Cancels comparing.</param>
    /// <exception cref="OperationCanceledException">Comparing was cancelled.</exception>
    /// <exception cref="IOException">A temporary file cannot be written or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not allow creating one.</exception>
    public IEnumerable<DatasetRow> Of(IEnumerable<DatasetRow> rows, CancellationToken cancellation)
    {
        using CopyFinder copies = new(similarity, _sketcher.Bands, most: mostHeld, folder: folder);
        using RowSpool waiting = new(folder);
        foreach (DatasetRow row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            (TextSketch sketch, ulong pair) = SketchOf(row);
            copies.Add(sketch, group: pair, cancellation: cancellation);
            if (waiting.Count == 0 && copies.TryTake(out CopyDecision decision))
            {
                if (Judge(row, decision) is { } kept)
                    yield return kept;
                continue;
            }

            waiting.Add(row);
            foreach (DatasetRow decided in Decided())
                yield return decided;
        }

        copies.Complete(cancellation);
        foreach (DatasetRow decided in Decided())
            yield return decided;

        IEnumerable<DatasetRow> Decided()
        {
            while (copies.TryTake(out CopyDecision decision))
            {
                if (Judge(waiting.Take(), decision) is { } kept)
                    yield return kept;
            }
        }
    }

    // Queries are compared with queries, and conversations with those that had the same tools on offer.
    private (TextSketch Sketch, ulong Pair) SketchOf(DatasetRow row) => row is ToolConversation conversation
        ? (_sketcher.Of(ConversationDuplicateGate.TextOf(conversation), HashOf(ConversationDuplicateGate.ToolsOf(conversation))), conversation.PairId is { } pair ? HashOf(pair) : 0)
        : (_sketcher.Of(row.FirstQuery), 0);

    private static ulong HashOf(string text) => WordHash.Mix(StableRandom.Hash(text)) | 1;

    private DatasetRow? Judge(DatasetRow row, CopyDecision decision)
    {
        if (decision.IsCopy)
        {
            Copies++;
            return null;
        }

        if (row.Verdict is not { } verdict || !verdict.Gates.Any(IsLeft))
            return row;
        GateResult result = QualityGate.Duplicate.Pass(1, decision.IsOfGroup ? ConversationDuplicateGate.SamePair : null);
        return row with { Id = row.Id, Verdict = verdict with { Gates = [.. verdict.Gates.Select(gate => IsLeft(gate) ? result : gate)] } };
    }

    private static bool IsLeft(GateResult gate) => gate.Reason == DuplicateGate.LeftToMerge && gate.Gate == nameof(QualityGate.Duplicate);
}
