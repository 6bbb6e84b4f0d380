using System.Globalization;
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
        WriteDocument(Pages);
        HostProcess.PutAsPwsh(_folder.Path);
        using SlurmCluster slurm = SlurmCluster.Start(_folder.Path);
        slurm.Variables["SHARDS"] = "8";
        string job = Submit(slurm, server, requestLimit: 240);
        foreach (int task in (int[])[1, 2])
        {
            slurm.Await(() => Done(task) >= 2, $"work of task {task}");
            slurm.Run("scontrol", "requeue", $"{job}_{task}");
        }

        AwaitEnd(slurm);

        // What a killed task had done is in its journal, and is not asked for again; what it was about to do is.
        Assert.Equal(Pages, Enumerable.Range(0, 8).Sum(Done));
        Assert.InRange(server.Log.Count, Pages, Pages + 16);

        using ModuleSession session = new();
        MergeSummary summary = MergeAsOneRun(session, server);
        Assert.Equal((8, (long)Pages), (summary.Shards, summary.Pages));
        Assert.Equal(summary.Pages, summary.Generated + summary.Empty + summary.Failed + summary.Skipped + summary.LeftOut);

        File.Delete(At("rows/part-00005-of-00008.jsonl"));
        ModuleSession.Result refused = session.Run("Merge-ToolDataset rows/part-*.jsonl -Path less.jsonl");
        Assert.Equal("ShardMissing", Assert.Single(refused.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("missing: 5.", refused.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("less.jsonl")));
    }

    // A minute is Slurm's least, of which it may take all for its signal. A task has work for two minutes, a request at a time.
    [Fact]
    public async Task A_time_limit_that_runs_out_costs_no_work_whether_a_task_stops_in_time_or_is_killed()
    {
        const int pages = 40, requestLimit = 10;
        await using ModelServer server = await ModelServer.StartAsync(new() { Latency = Latency.Fixed(TimeSpan.FromMilliseconds(300)) });
        WriteDocument(pages);
        HostProcess.PutAsPwsh(_folder.Path);
        using SlurmCluster slurm = SlurmCluster.Start(_folder.Path);

        // Task 1 does not stop when it is asked to, so that its time is too short.
        string program = File.ReadAllText(At("pwsh"));
        File.WriteAllText(At("pwsh"), program.Replace("exec ", $"[[ $SLURM_ARRAY_TASK_ID == 1 && -e '{At("stubborn")}' ]] && trap '' INT TERM\nexec ", StringComparison.Ordinal));
        File.WriteAllText(At("stubborn"), "");
        slurm.Variables["SHARDS"] = "2";
        slurm.Variables["SBATCH_TIMELIMIT"] = "1";
        slurm.Variables["SBATCH_SIGNAL"] = "B:USR1@15";
        string job = Submit(slurm, server, requestLimit);
        HashSet<string> requeued = AwaitEnd(slurm);
        Assert.Equal([$"{job}_0"], requeued);
        Assert.Contains("JobState=COMPLETED", slurm.Run("scontrol", "show", "job", $"{job}_0"), StringComparison.Ordinal);
        Assert.Contains("JobState=TIMEOUT", slurm.Run("scontrol", "show", "job", $"{job}_1"), StringComparison.Ordinal);
        Assert.True(File.Exists(At("rows/part-00000-of-00002.jsonl.done")));
        Assert.False(File.Exists(At("rows/part-00001-of-00002.jsonl")));
        Assert.InRange(Done(1), 1, pages / 2);

        // The same command goes on.
        File.Delete(At("stubborn"));
        slurm.Variables.Remove("SBATCH_TIMELIMIT");
        slurm.Variables.Remove("SBATCH_SIGNAL");
        Submit(slurm, server, requestLimit);
        AwaitEnd(slurm);
        Assert.Equal(pages, Done(0) + Done(1));
        Assert.InRange(server.Log.Count, pages, pages + (2 * requestLimit));

        using ModuleSession session = new();
        Assert.Equal((2, (long)pages), (MergeAsOneRun(session, server).Shards, pages));
    }

    private string Submit(SlurmCluster slurm, ModelServer server, int requestLimit)
    {
        string script = Path.Combine(ModuleSession.RepositoryRoot(), "examples", "cluster", "slurm.sh");
        slurm.Run("bash", script, "doc.txt", "rows", "-Backend", "OpenAI", "-Endpoint", $"{server.OpenAIEndpoint}", "-Model", "probe", "-RequestLimit", $"{requestLimit}");
        return slurm.Run("squeue", "--noheader", "--array", "--format=%F").Split('\n')[0].Trim();
    }

    // Slurm lets a task that was requeued wait two minutes, unless it is told not to: some seconds it needs, to see the end of what
    // ran before, or it takes the new start for a part of that and refuses it. Returns those tasks.
    private static HashSet<string> AwaitEnd(SlurmCluster slurm)
    {
        HashSet<string> requeued = [];
        slurm.Await(
            () =>
            {
                string queue = slurm.Run("squeue", "--noheader", "--array", "--format=%F_%K %r %S");
                foreach (string[] waiting in queue.Split('\n').Select(line => line.Trim().Split(' ')).Where(line => line is [_, "BeginTime", _]))
                {
                    requeued.Add(waiting[0]);
                    if (DateTime.TryParse(waiting[2], CultureInfo.InvariantCulture, out DateTime start) && start > DateTime.Now.AddSeconds(10))
                        slurm.Run("scontrol", "update", $"JobId={waiting[0]}", "StartTime=now+5");
                }

                return queue.Trim().Length == 0;
            },
            "an empty queue",
            minutes: 5);
        return requeued;
    }

    private MergeSummary MergeAsOneRun(ModuleSession session, ModelServer server)
    {
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
        Assert.True(summary.Rows > summary.Pages / 2);
        Assert.Equal(File.ReadAllBytes(At("whole.jsonl")), File.ReadAllBytes(At("merged.jsonl")));
        return summary;
    }

    private void WriteDocument(int pages) =>
        File.WriteAllText(At("doc.txt"), string.Concat(ModelSession.Pages(pages).Select(page => $"=== PAGE {page.Number} ===\n{page.Text}\n\n")));

    private string At(string name) => Path.Combine(_folder.Path, name);

    private int Done(int task) => File.Exists(At($"rows/task-{task}.journal")) ? File.ReadLines(At($"rows/task-{task}.journal")).Count() : 0;
}
