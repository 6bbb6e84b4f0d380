namespace SynthGen;

/// <summary>
/// The result of merging shards. Generated + Empty + Failed + Skipped + LeftOut = Pages, and Rows + Copies are the rows of all
/// merged shards.
/// </summary>
/// <param name="Path">The dataset.</param>
/// <param name="Shards">The number of shards that were merged.</param>
/// <param name="Rows">The number of its rows.</param>
/// <param name="Copies">The number of rows left out as copies of an earlier row.</param>
/// <param name="Pages">The pages of the document.</param>
/// <param name="Generated">Pages with rows.</param>
/// <param name="Empty">Pages without anything to ask.</param>
/// <param name="Failed">Pages that failed for reasons of their own.</param>
/// <param name="Skipped">Pages that the command left out before it generated.</param>
/// <param name="LeftOut">Pages of shards that were left out; 0 unless the merge was forced.</param>
public sealed record MergeSummary(string Path, int Shards, long Rows, long Copies, long Pages, long Generated, long Empty, long Failed, long Skipped, long LeftOut)
{
    /// <summary>The counts in a sentence.</summary>
    public override string ToString() =>
        $"{Rows} rows of {Shards} shards, {Copies} copies left out; {Pages} pages: {Generated} generated, {Empty} empty, {Failed} failed, {Skipped} skipped{(LeftOut > 0 ? $", {LeftOut} left out" : "")}";
}
