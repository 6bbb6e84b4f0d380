using System.Diagnostics;
using SynthGen.TestServer;
using SynthGen.TestServer.Batches;
using SynthGen.TestServer.Faults;

namespace SynthGen.Tests;

/// <summary>A run in jobs after SIGKILL at bad moments.</summary>
public sealed class KilledBatchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public async Task A_run_that_is_killed_again_and_again_ends_as_the_direct_way_does_and_pays_nothing_twice(string backend)
    {
        File.WriteAllText(At("doc.txt"), string.Concat(ModelSession.Pages(60).Select(page => $"=== PAGE {page.Number} ===\n{page.Text}\n\n")));
        await using ModelServer server = await ModelServer.StartAsync(new() { JobPolls = 2, JobFaults = [JobFault.None, JobFault.CutCreation, JobFault.Expired] });
        Assert.Equal("", HostProcess.Run("-Command", Pipeline(server, backend, "direct", "")).Error);
        server.Reset();
        server.Faults = SeededFaultPlan.Transport(3, 0.2);

        Random moments = new(3);
        const string inJobs = "-Batch -Wait -BatchSize 20 -JournalPath";
        for (int kill = 0; kill < 5; kill++)
        {
            using Process process = HostProcess.Start("-Command", Pipeline(server, backend, "jobs", $"{inJobs} '{At("jobs.journal")}'"));
            using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
            for (int jobs = server.Jobs.Jobs.Count; server.Jobs.Jobs.Count <= jobs && !process.HasExited && kill < 3;)
                await Task.Delay(2, patience.Token);
            await Task.Delay(kill < 3 ? moments.Next(0, 15) : moments.Next(1000, 3000), patience.Token);
            process.Kill();
            process.WaitForExit();
        }

        HostProcess last = HostProcess.Run("-Command", Pipeline(server, backend, "jobs", $"{inJobs} '{At("jobs.journal")}'"));
        Assert.True(last.Error.Length == 0 || last.Error.Contains("torn", StringComparison.Ordinal), last.Error);
        Assert.Equal(File.ReadAllText(At("direct.jsonl")), File.ReadAllText(At("jobs.jsonl")));
        Assert.Equal((60, 60, 0), (server.Jobs.Requests, server.Jobs.Replies, server.Jobs.RepeatedNames));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Pipeline(ModelServer server, string backend, string name, string more) =>
        $"Split-OcrDocument '{At("doc.txt")}' | New-SyntheticQuery {backend} -Endpoint {(backend == "Gemini" ? server.GeminiEndpoint : server.OpenAIEndpoint)} -Model probe -NoKey {more} | Export-ToolDataset '{At(name + ".jsonl")}' -Force";
}
