using System.Globalization;
using SynthGen.Benchmarks.Cold;
using SynthGen.Datasets;
using SynthGen.Datasets.Shards;
using SynthGen.Documents.Shards;
using SynthGen.Files;

namespace SynthGen.Benchmarks;

/// <summary>
/// Merges, splits and measures datasets of more rows than memory is taken for, each in a PowerShell of its own. Of ten rows one copies an
/// earlier one, and one is a near copy.
/// </summary>
internal static class LargeDataset
{
    private const int Shards = 16;

    private static readonly int[] Sizes = [1_000_000, 3_000_000];

    public static void Run()
    {
        foreach (int rows in Sizes)
        {
            string folder = Directory.CreateTempSubdirectory("synthgen-large-").FullName;
            try
            {
                Write(folder, rows);
                Turns turns = new(string.Create(CultureInfo.InvariantCulture, $"{rows:n0} rows, {new FileInfo(Path.Combine(folder, "rows.jsonl")).Length / 1e6:n0} MB"), 1);
                turns.Add("Import-ToolDataset | Out-Null", () => PowerShellProcess.Module($"Import-ToolDataset '{folder}/rows.jsonl' | Out-Null"))
                    .Add("Merge-ToolDataset", () => PowerShellProcess.Module($"Merge-ToolDataset '{folder}/part-*.jsonl' '{folder}/merged.jsonl'"))
                    .Add("Import- | Split- | Export-ToolDataset", () => PowerShellProcess.Module($"Import-ToolDataset '{folder}/rows.jsonl' | Split-ToolDataset | Export-ToolDataset '{folder}/split.jsonl'"))
                    .Add("Measure-ToolDataset", () => PowerShellProcess.Module($"Measure-ToolDataset '{folder}/rows.jsonl' | Out-Null"));
                turns.Run();
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Writes rows.jsonl, and the same rows as 16 shards, into a folder.</summary>
    public static void Write(string folder, int rows)
    {
        int pages = (rows + 2) / 3, part = (pages + Shards - 1) / Shards;
        using DatasetFile all = DatasetFile.Create(Path.Combine(folder, "rows.jsonl"), FilePlacement.Replace);
        using IEnumerator<SyntheticQuery> queries = DuplicateBenchmark.Queries(rows, onePattern: false).GetEnumerator();
        for (int index = 0; index < Shards; index++)
        {
            PageShard shard = new(index, Shards) { Pages = Math.Clamp(pages - index * part, 0, part), DocumentPages = pages, Document = "archive", IsComplete = true };
            using ShardFile file = ShardFile.Create(ShardName.Of(Path.Combine(folder, "part.jsonl"), index, Shards), FilePlacement.Replace, shard);
            for (int i = 0; i < 3 * part && queries.MoveNext(); i++)
            {
                SyntheticQuery row = queries.Current;
                row = new(row.Query, [new ToolCall(row.Page % 2 == 0 ? "full_text_search" : "vector_search", new Dictionary<string, object?> { ["query"] = row.Query })], row.Page / 3 + 1) { Source = "archive.txt" };
                file.Write(row);
                all.Write(row);
            }

            (file.Shard, file.Pages, file.Command) = (shard, new ShardPages(shard.Pages, shard.Pages, 0, 0, 0), "c");
            file.Commit();
        }

        all.Commit();
    }
}
