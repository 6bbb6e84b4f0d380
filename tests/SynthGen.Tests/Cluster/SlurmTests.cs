using System.Runtime.Versioning;
using SynthGen.TestServer;

namespace SynthGen.Tests;

/// <summary>examples/cluster/slurm.sh in a real Slurm.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SlurmTests : IDisposable
{
    private const int Pages = 96;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Eight_tasks_of_which_two_are_killed_and_requeued_give_the_dataset_of_one_run()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Latency = Latency.Fixed(TimeSpan.FromMilliseconds(300)) });
        File.WriteAllText(At("doc.txt"), string.Concat(ModelSession.Pages(Pages).Select(page => $"=== PAGE {page.Number} ===\n{page.Text}\n\n")));
        HostProcess.PutAsPwsh(_folder.Path);
        using SlurmCluster slurm = SlurmCluster.Start(_folder.Path);

        string script = Path.Combine(ModuleSession.RepositoryRoot(), "examples", "cluster", "slurm.sh");
        slurm.Run("bash", script, "doc.txt", "rows", "-Backend", "OpenAI", "-Endpoint", $"{server.OpenAIEndpoint}", "-Model", "probe", "-RequestLimit", "240");
        string job = slurm.Run("squeue", "--noheader", "--array", "--format=%F").Split('\n')[0].Trim();
        foreach (int task in (int[])[1, 2])
        {
            slurm.Await(() => Done(task) >= 2, $"work of task {task}");
            slurm.Run("scontrol", "requeue", $"{job}_{task}");
        }

        // Slurm lets a task that was requeued wait two minutes, unless it is told not to.
        slurm.Await(
            () =>
            {
                string queue = slurm.Run("squeue", "--noheader", "--array", "--format=%F_%K %r");
                foreach (string waiting in queue.Split('\n').Where(line => line.Contains("BeginTime", StringComparison.Ordinal)))
                    slurm.Run("scontrol", "update", $"JobId={waiting.Trim().Split(' ')[0]}", "StartTime=now");
                return queue.Trim().Length == 0;
            },
            "an empty queue",
            minutes: 5);

        // What a killed task had done is in its journal, and is not asked for again; what it was about to do is.
        Assert.Equal(Pages, Enumerable.Range(0, 8).Sum(Done));
        Assert.InRange(server.Log.Count, Pages, Pages + 16);

        using ModuleSession session = new();
        ModuleSession.Result merged = session.Run(
            """
            Set-Location $folder
            Merge-ToolDataset rows/part-*.jsonl -Path merged.jsonl
            Split-OcrDocument doc.txt | New-SyntheticQuery OpenAI -Endpoint $endpoint -Model probe |
                Test-SyntheticQuery -PassedOnly -WarningAction Ignore | Export-ToolDataset whole.jsonl
            """,
            ("folder", _folder.Path),
            ("endpoint", server.OpenAIEndpoint)).Clean();
        MergeSummary summary = Assert.Single(merged.Of<MergeSummary>());
        Assert.Equal((8, (long)Pages), (summary.Shards, summary.Pages));
        Assert.Equal(summary.Pages, summary.Generated + summary.Empty + summary.Failed + summary.Skipped + summary.LeftOut);
        Assert.True(summary.Rows > Pages / 2);
        Assert.Equal(File.ReadAllBytes(At("whole.jsonl")), File.ReadAllBytes(At("merged.jsonl")));

        File.Delete(At("rows/part-00005-of-00008.jsonl"));
        ModuleSession.Result refused = session.Run("Merge-ToolDataset rows/part-*.jsonl -Path less.jsonl");
        Assert.Equal("ShardMissing", Assert.Single(refused.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("missing: 5.", refused.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("less.jsonl")));
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private int Done(int task) => File.Exists(At($"rows/task-{task}.journal")) ? File.ReadLines(At($"rows/task-{task}.journal")).Count() : 0;
}
