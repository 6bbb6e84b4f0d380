using SynthGen.Datasets.Shards;
using SynthGen.Documents;
using SynthGen.Documents.Shards;
using SynthGen.Files;
using SynthGen.Json;
using SynthGen.Quality.Gates;

namespace SynthGen.Core.Tests.Datasets.Shards;

/// <summary>Writes rows as the shards of a run, and merges them.</summary>
internal static class ShardKit
{
    /// <summary>A row of a page.</summary>
    public static SyntheticQuery Row(string query, int page, string source = "a.txt") =>
        new(query, [new ToolCall("vector_search", JsonValue.Object(("query", query)))], page) { Source = source };

    /// <summary>Writes rows into so many shards and returns their paths.</summary>
    public static string[] Write(string folder, IEnumerable<SyntheticQuery> rows, int count, string document = "d", string command = "c")
    {
        Directory.CreateDirectory(folder);
        ILookup<int, SyntheticQuery> shards = rows.ToLookup(row => PageShards.IndexOf(PageKey.Of(PageOf(row)), count));
        return [.. Enumerable.Range(0, count).Select(index =>
        {
            PageShard shard = new(index, count) { Pages = 1, DocumentPages = count, Document = document, IsComplete = true };
            using ShardFile file = ShardFile.Create(ShardName.Of(Path.Combine(folder, "part.jsonl"), index, count), FilePlacement.Replace, shard);
            foreach (SyntheticQuery row in shards[index])
                file.Write(row);
            (file.Shard, file.Pages, file.Command) = (shard, new ShardPages(1, 1, 0, 0, 0), command);
            file.Commit();
            return file.TargetPath;
        })];
    }

    /// <summary>Merges shards as the command does.</summary>
    public static DatasetRow[] Merge(string folder, string[] paths, long mostSorted = 64 << 20, long mostHeld = long.MaxValue)
    {
        ShardSet set = ShardSet.Read(paths);
        set.Verify(null, CancellationToken.None);
        Assert.Empty(set.Problems);
        using ShardMerge merge = new(set.Parts, folder, mostSorted);
        return [.. new DistinctRows(DuplicateGate.Similarity, folder, mostHeld).Of(merge.Rows(CancellationToken.None), CancellationToken.None)];
    }

    private static OcrPage PageOf(SyntheticQuery row) => new(row.Page, "", row.Source, label: row.Label, ordinal: row.Ordinal);
}
